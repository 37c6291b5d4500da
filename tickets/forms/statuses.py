"""A status, as administrators type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import PORTAL_STATUS, Category, Colour
from tickets.models import Status

#: What each meaning says about a ticket.
MEANINGS = {
    Category.NEW: _("Nobody has begun yet"),
    Category.OPEN: _("We work on it"),
    Category.WAITING_CUSTOMER: _("The customer has to answer"),
    Category.WAITING_INTERNAL: _("A colleague or a supplier has to act"),
    Category.RESOLVED: _("We have solved it; the customer may object"),
    Category.CLOSED: _("It is done"),
    Category.POSTPONED: _("It is put off and comes back by itself"),
}


class StatusForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    #: Not the model's field, which would refuse a second one; the verb relieves the one before.
    takes_over = forms.BooleanField(
        label=_("Taken when its meaning is reached automatically"),
        help_text=_("Only one status of each meaning can be; it takes over from the one before."),
        required=False,
    )

    class Meta:
        model = Status
        fields = ["category", "name", "portal_label", "portal_tone", "is_active"]
        labels = {"portal_label": _("What customers read"), "portal_tone": _("Colour for customers")}
        help_texts = {
            "category": _("Times, e-mails and lists follow the meaning, whatever the name is. Fixed once tickets have it."),
            "name": _("Empty: the word for its meaning, in each reader's language."),
            "portal_label": _("Empty: the usual words, in each reader's language."),
            "portal_tone": _("Usual: red when an answer is expected, orange while we work on it, green when it is closed."),
            "is_active": _("Off: nobody can choose it any more; tickets that have it keep it."),
        }

    def __init__(self, *args: Any, is_used: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meaning = Category(self.instance.category or Category.NEW)
        self.initial["takes_over"] = self.instance.is_default
        self.fields["category"].choices = [(one.value, f"{one.label}: {MEANINGS[one]}") for one in Category]  # type: ignore[attr-defined]  # a choice
        self.fields["category"].disabled = is_used or self.instance.is_default
        self.fields["name"].widget.attrs["placeholder"] = meaning.label
        self.fields["portal_label"].widget.attrs["placeholder"] = PORTAL_STATUS[meaning].label
        self.fields["portal_tone"].choices = [("", _("The usual colour")), *Colour.choices]  # type: ignore[attr-defined]  # a choice
        if self.instance.is_default:
            self.fields["takes_over"].disabled = True
            self.fields["takes_over"].help_text = _("To change that, let another status of this meaning be taken instead.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("takes_over") and not cleaned.get("is_active") and not self.instance.is_default:
            self.add_error("is_active", _("What is taken automatically has to be active."))
        named = Status(category=cleaned.get("category") or self.instance.category, name=cleaned.get("name") or "")
        if named.category and _is_taken(named, besides=self.instance):
            self.add_error("name", _("There is a status of this name already."))
        return cleaned


def _is_taken(status: Status, *, besides: Status) -> bool:
    return any(str(one).casefold() == str(status).casefold() for one in Status.objects.exclude(pk=besides.pk))
