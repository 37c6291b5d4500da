"""Which ticket another is merged into, and what a message is called that becomes one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.forms.choosing import OtherTicketForm, TicketField


class MergeForm(OtherTicketForm):
    other = TicketField(label=_("Merge into"), help_text=_("Its number, or words out of it; suggestions come while you type."))


class SplitForm(forms.Form):
    subject = forms.CharField(label=_("Subject of the new ticket"), max_length=200)
