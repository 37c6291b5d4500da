"""What is asked before something is done with a ticket as a whole."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.actions.copying import PARTS
from tickets.choices import Kind
from tickets.forms.addresses import AddressesField
from tickets.forms.talking import message_id_of
from tickets.mail.clean import text_to_html
from tickets.models import Ticket

LONGEST_SLEEP = timedelta(days=5 * 366)
LONGEST_TEXT = 100_000
NAMES = {
    "classification": _("Priority, category, weight, region, source"),
    "dates": _("Dates"),
    "references": _("Project, partner, product, contract"),
    "responsible": _("Responsible"),
    "assets": _("Objects"),
    "tags": _("Tags"),
    "custom": _("Own fields"),
    "articles": _("Articles"),
    "participants": _("Participants"),
    "checklist": _("Checklist"),
}


class SnoozeForm(forms.Form):
    until = forms.DateTimeField(
        label=_("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError(gettext("This moment has passed; please choose a later one."))
        if until > timezone.now() + LONGEST_SLEEP:
            raise ValidationError(gettext("At most five years."))
        return until


class CopyForm(forms.Form):
    """`token` names this one copy, so that sending the form twice is once."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("First message"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"data-autosize": ""}))
    parts = forms.MultipleChoiceField(
        label=_("Take along"),
        choices=[(part, NAMES[part]) for part in PARTS],
        initial=PARTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def message_id(self) -> str:
        return message_id_of(self.cleaned_data["token"], words=f"{self.cleaned_data['subject']}\n{self.cleaned_data['body']}")

    def told(self) -> dict[str, Any]:
        """As the verb takes it."""
        told = self.cleaned_data
        html = text_to_html(told["body"])
        return {"subject": told["subject"], "parts": told["parts"], "html": html, "message_id": self.message_id}


class RecommendForm(forms.Form):
    """To colleagues, or to anybody with an address."""

    colleagues = forms.ModelMultipleChoiceField(
        User.objects.none(), required=False, label=_("Colleagues"), widget=forms.CheckboxSelectMultiple
    )
    addresses = AddressesField(
        required=False, label=_("Other e-mail addresses"), help_text=_("Separated by comma, semicolon or line.")
    )
    words = forms.CharField(
        required=False, max_length=2000, label=_("Your words"), widget=forms.Textarea(attrs={"rows": 3, "data-autosize": ""})
    )
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleagues"].queryset = User.objects.assignable().exclude(pk=user.pk)  # type: ignore[attr-defined]  # a model's choice

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not said["colleagues"] and not said["addresses"]:
            raise ValidationError(gettext("Please choose a colleague, or give an address."))
        return said


def first_words(ticket: Ticket) -> str:
    """What the customer was the first to say, as plain text; never a note."""
    first = ticket.messages.filter(kind=Kind.PUBLIC).order_by("created_at", "pk").first()
    return first.text if first else ""
