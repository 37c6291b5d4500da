"""What a rule writes, and to whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.forms.deeds import Chosen, DeedForm, PeopleField, key_of, named
from tickets.forms.writing import WritingForm
from tickets.mail.clean import clean_html, html_to_text
from tickets.models import Rule
from tickets.placeholders import RULE_PLACEHOLDERS, unknown_in
from tickets.rules.choices import To

TO_WHOM = gettext_lazy("To")


def refuse_unknown(text: str) -> None:
    """Every placeholder must be one we know (T24-36)."""
    if unknown := unknown_in(text, places=RULE_PLACEHOLDERS):
        raise forms.ValidationError(_("Unknown placeholder: %(names)s") % {"names": ", ".join(unknown)})


class NoteDeedForm(WritingForm):
    """Words for staff."""

    def __init__(self, *args: Any, rule: Rule, begun: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, self.kept = rule, begun

    def begun(self) -> str:
        return str(self.kept.get("html", ""))

    def clean_body(self) -> str:
        body = super().clean_body()
        refuse_unknown(html_to_text(body) if self.is_html else body)
        return body

    def chosen(self) -> dict[str, Any]:
        return {"html": clean_html(self.written)}


class MailDeedForm(NoteDeedForm):
    """A letter; to whom, subject and text."""

    address = forms.EmailField(
        required=False, label=gettext_lazy("Address"), help_text=gettext_lazy("Only for “another e-mail address”.")
    )
    subject = forms.CharField(
        max_length=150, label=gettext_lazy("Subject"), help_text=gettext_lazy("The ticket's number follows.")
    )
    field_order = ["to", "address", "subject", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = PeopleField(also=To.choices, label=TO_WHOM)
        self.order_fields(self.field_order)
        self.initial.update({name: self.kept[name] for name in ("address", "subject") if name in self.kept})
        self.initial["to"] = key_of(self.kept) or self.kept.get("to", To.RESPONSIBLE)

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        refuse_unknown(subject)
        return subject

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("to") == To.ADDRESS and not self.cleaned_data.get("address") and "address" not in self.errors:
            self.add_error("address", _("Please give the address."))
        return self.cleaned_data

    def chosen(self) -> dict[str, Any]:
        said = self.cleaned_data
        to = {"to": said["to"]} if said["to"] in To.values else named(said["to"])
        address = {"address": said["address"]} if said["to"] == To.ADDRESS else {}
        return {**to, **address, "subject": said["subject"], **super().chosen()}


class RingDeedForm(DeedForm):
    """One line at the bell of staff (T24-35)."""

    text = forms.CharField(max_length=200, label=gettext_lazy("Text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        responsible = [("responsible", To.RESPONSIBLE.label)]
        self.fields["to"] = PeopleField(also=responsible, label=TO_WHOM)
        self.order_fields(["to", "text"])
        begun = {"to": key_of(self.begun) or "responsible", "text": self.begun.get("text", "#{number} {subject}")}
        self.initial.update(begun)

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        refuse_unknown(text)
        return text

    def chosen(self) -> dict[str, Any]:
        return {**named(self.cleaned_data["to"]), "text": self.cleaned_data["text"]}
