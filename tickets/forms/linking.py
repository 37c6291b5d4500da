"""Which ticket another one is linked to, and how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import LinkKind
from tickets.forms.choosing import OtherTicketForm, TicketField

#: As one reads it on the ticket at hand: `This ticket is …`. A leading minus turns it round.
WAYS = [
    (LinkKind.RELATED.value, _("related to")),
    (LinkKind.PARENT.value, _("the parent of")),
    (f"-{LinkKind.PARENT.value}", _("a child of")),
    (LinkKind.DUPLICATE.value, _("a duplicate of")),
    (f"-{LinkKind.DUPLICATE.value}", _("duplicated by")),
]


class LinkForm(OtherTicketForm):
    way = forms.ChoiceField(choices=WAYS, label=_("This ticket is"))
    other = TicketField(label=_("Ticket"), help_text=_("Its number, or words out of it; suggestions come while you type."))
