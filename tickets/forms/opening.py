"""A ticket that an agent writes down for a customer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from customers.models import Contact
from customers.suggesting import AssetField
from customers.welcoming import welcome
from tickets.actions.opening import Filing
from tickets.forms.properties import AssignmentForm
from tickets.forms.talking import message_id_of
from tickets.forms.writing import LONGEST
from tickets.forms.uploads import UploadsField
from tickets.mail.clean import text_to_html
from tickets.models import Category, Priority

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


class NewTicketForm(AssignmentForm):
    """By telephone, at the counter (CP-8). `token` names this one ticket, so that sending the form twice is once."""

    version = None  # type: ignore[assignment]  # nothing to be outdated yet
    email = forms.EmailField(label=_("Customer's e-mail"), max_length=254, widget=forms.TextInput(attrs=SUGGESTED))
    name = forms.CharField(
        label=_("Customer's name"), max_length=100, required=False, help_text=_("Only needed for somebody new.")
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("What is it about?"), max_length=LONGEST, widget=forms.Textarea)
    attachments = UploadsField()
    priority = forms.ModelChoiceField(Priority.objects.none(), required=False, label=_("Priority"), empty_label=_("As usual"))
    category = forms.ModelChoiceField(Category.objects.none(), required=False, label=_("Category"), empty_label=_("None"))
    asset = AssetField(required=False, label=_("Object"))
    acknowledge = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Confirm by e-mail"),
        help_text=_("The customer gets a mail with the ticket's number."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = Priority.objects.filter(is_active=True)  # type: ignore[attr-defined]  # a model's choice
        self.fields["category"].queryset = Category.objects.filter(is_active=True)  # type: ignore[attr-defined]  # as above
        if not self.fields["category"].queryset.exists():  # type: ignore[attr-defined]  # as above
            del self.fields["category"]

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
        said = self.cleaned_data
        assets = [said["asset"]] if said["asset"] else []
        return Filing(priority=said["priority"], category=said.get("category"), assets=assets, **self.chosen())

    def requester(self) -> Contact:
        return welcome(self.cleaned_data["email"], name=self.cleaned_data["name"])
