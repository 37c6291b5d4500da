"""Custom fields and their options, as administrators type them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import Access, FieldKind
from tickets.fields import OF_THE_DESK
from tickets.models import CustomField, CustomOption

WITH_OPTIONS = (FieldKind.CHOICE, FieldKind.CHOICES)
SETS = (Access.WRITE, Access.REQUIRED)


class OptionsField(forms.CharField):
    """One name a line, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        names = list({line.casefold(): line for line in lines if line}.values())
        if any(len(name) > 60 for name in names):
            raise forms.ValidationError(_("An option has at most 60 characters."))
        if len(names) > 200:
            raise forms.ValidationError(_("At most 200 options at once."))
        return names


class CustomFieldForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    options = OptionsField(
        label=_("What can be chosen"), help_text=_("One option a line; only for choices. You can add more later."), required=False
    )

    class Meta:
        model = CustomField
        fields = ["name", "kind", "help", "staff", "portal", "is_listed", "is_active"]
        help_texts = {
            "kind": _("It can't be changed later, because tickets keep what was filled in."),
            "help": _("One sentence that stands below the field."),
            "staff": _("On every ticket, unless a ticket type says otherwise."),
            "portal": _("For customers, unless a ticket type says otherwise."),
            "is_listed": _("It gets a column in lists of tickets."),
            "is_active": _("Off: it is shown nowhere; what was filled in is kept."),
        }

    field_order = ["name", "kind", "options", "help", "staff", "portal", "is_listed", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["kind"].disabled = True
            del self.fields["options"]
        else:
            self.fields["kind"].choices = [("", _("Please choose")), *FieldKind.choices]  # type: ignore[attr-defined]  # a choice's

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if CustomField.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a field of this name already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        if "options" in self.fields and kind in WITH_OPTIONS and not cleaned.get("options") and "options" not in self.errors:
            self.add_error("options", _("Say what can be chosen, one option a line."))
        if kind in OF_THE_DESK and cleaned.get("portal") in SETS:
            self.add_error("portal", _("Customers can read who it is, but not choose from your people."))
        return cleaned


class OfferForm(forms.Form):
    """More options for a field there is."""

    names = OptionsField(label=_("New options"), help_text=_("One a line."))


class OptionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = CustomOption
        fields = ["name", "is_active"]
        help_texts = {
            "name": _("Tickets that have it show the new name."),
            "is_active": _("Off: nobody can choose it any more; tickets that have it keep it."),
        }

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = CustomOption.objects.filter(field=self.instance.field_id).exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is an option of this name already."))
        return name
