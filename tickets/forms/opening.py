"""A ticket that an agent writes down for a customer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.access import workers
from customers.models import Contact, Organisation
from customers.suggesting import ReferenceField
from customers.welcoming import welcome
from tickets.actions.opening import Filing
from tickets.forms.filling import Group, Offers, groups_of, input_for, values_of
from tickets.forms.properties import AssignmentForm
from tickets.forms.talking import message_id_of
from tickets.forms.uploads import UploadsField
from tickets.forms.writing import LONGEST
from tickets.mail.clean import text_to_html
from tickets.models import TicketType
from tickets.offering import division_of, fits
from tickets.particulars import SOME, beginnings_of

#: Suggestions come while one types; without script the whole address is typed.
SUGGESTED = {
    "list": "contact-suggestions",
    "autocomplete": "off",
    "inputmode": "email",
    "hx-get": reverse_lazy("contact_suggestions"),
    "hx-trigger": "input changed delay:150ms",
    "hx-target": "#contact-suggestions",
    "hx-sync": "this:replace",
}


NOT_FOR_IT = _("“%(type)s” is not offered for this object. Please choose another type, or another object.")
NEEDS_OBJECT = _("“%(type)s” is not offered everywhere. Please choose the object it is about.")


class NewTicketForm(AssignmentForm):
    """By telephone, at the counter (CP-8). `token` names this one ticket, so that sending the form twice is once."""

    version = None  # type: ignore[assignment]  # nothing to be outdated yet
    email = forms.EmailField(label=_("Customer's e-mail"), max_length=254, widget=forms.TextInput(attrs=SUGGESTED))
    name = forms.CharField(
        label=_("Customer's name"), max_length=100, required=False, help_text=_("Only needed for somebody new.")
    )
    organisation = ReferenceField(
        Organisation, label=_("Organisation"), required=False, help_text=_("Empty: the organisation of the customer.")
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("What is it about?"), max_length=LONGEST, widget=forms.Textarea)
    attachments = UploadsField()
    acknowledge = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Confirm by e-mail"),
        help_text=_("The customer gets an e-mail with the ticket's number."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, type_: TicketType, **kwargs: Any) -> None:
        can_be = beginnings_of(type_)
        offers = Offers(lists=can_be.lists, people=workers(), teams=can_be.teams)
        super().__init__(*args, offers=offers, **kwargs)
        self.type = type_
        self.rules = [rule for rule in can_be.rules if rule.staff_may_set]
        for rule in self.rules:
            if rule.key in SOME and rule.key not in can_be.referable:
                continue
            if made := input_for(rule, offers=offers, access=rule.staff):
                self.fields[rule.key] = made
        if "organisation" not in can_be.referable:
            del self.fields["organisation"]
        if "priority" in self.fields and not self.fields["priority"].required:
            _say_nothing_chosen(self.fields["priority"], _("As usual"))

    def clean(self) -> dict[str, Any]:
        """The object says whose division it is, and so which types there are (BL-16)."""
        said = super().clean() or self.cleaned_data
        asset = said.get("assets")
        if "assets" not in self.errors and not fits(self.type, division_of(self.type, asset)):
            words = NOT_FOR_IT if asset else NEEDS_OBJECT
            self.add_error("assets" if "assets" in self.fields else None, words % {"type": self.type})
        return said

    def groups(self) -> list[Group]:
        return groups_of(self, self.rules)

    @property
    def message_id(self) -> str:
        return message_id_of(self.cleaned_data["token"], words=f"{self.cleaned_data['subject']}\n{self.cleaned_data['body']}")

    def told(self) -> dict[str, Any]:
        """As the verb takes it; a customer who is new to us becomes a contact."""
        said = self.cleaned_data
        return {
            "requester": self.requester(),
            "subject": said["subject"],
            "html": text_to_html(said["body"]),
            "attachments": said["attachments"],
            "acknowledge": said["acknowledge"],
            "message_id": self.message_id,
            "filing": self.filing(),
        }

    def filing(self) -> Filing:
        values = values_of(self.cleaned_data, ["organisation", *(rule.key for rule in self.rules)])
        asset = values.pop("assets", None)
        named = {name: values.pop(name, None) for name in ("priority", "category")}
        return Filing(type=self.type, assets=[asset] if asset else [], values=values, **named, **self.chosen())

    def requester(self) -> Contact:
        return welcome(self.cleaned_data["email"], name=self.cleaned_data["name"])


def _say_nothing_chosen(field: forms.Field, words: object) -> None:
    field.choices = [("", words), *list(field.choices)[1:]]  # type: ignore[attr-defined]  # a ChoiceField
