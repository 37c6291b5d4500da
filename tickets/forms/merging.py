"""Which ticket another is merged into, and what a message is called that becomes one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.forms.choosing import OtherTicketForm, TicketField


class MergeForm(OtherTicketForm):
    """Where two customers asked, both read everything from then on: whoever merges says that they mean it."""

    other = TicketField(label=_("Merge into"), help_text=_("Its number, or words out of it; suggestions come while you type."))
    both_may_read = forms.BooleanField(required=False, label=_("Yes, both customers may read all of it"))

    def __init__(self, *args: Any, is_meant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_meant = is_meant

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.is_meant and self.has_two_customers and not said.get("both_may_read"):
            self.add_error("both_may_read", _("Please tick this, or choose a ticket of the same customer."))
        return said

    @property
    def has_two_customers(self) -> bool:
        other = self.cleaned_data.get("other")
        return other is not None and other.requester_id != self.ticket.requester_id


class SplitForm(forms.Form):
    subject = forms.CharField(label=_("Subject of the new ticket"), max_length=200)
