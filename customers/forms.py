"""What is written down about those we serve."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Article, Asset, Contact, Contract, Organisation, Product, Project
from customers.reaching import bearer_of, reached_at, take
from customers.suggesting import ReferenceField
from tenants.divisions.models import Division


class OrganisationField(forms.CharField):
    """An organisation by its name; one that is new is made when the form is saved."""

    widget = forms.TextInput(attrs={"list": "organisation-names", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return (Organisation.objects.filter(pk=value).first() or "") if isinstance(value, int) else value

    def clean(self, value: Any) -> Organisation | None:
        name = super().clean(value)
        if not name:
            return None
        return Organisation.objects.filter(name__iexact=name).order_by("pk").first() or Organisation(name=name)


class _OfAnOrganisation(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    organisation = OrganisationField(
        required=False,
        max_length=120,
        label=_("Organisation"),
        help_text=_("A name that is not known yet becomes a new organisation."),
    )

    def save(self, commit: bool = True) -> Any:
        organisation = self.cleaned_data["organisation"]
        if organisation is not None and organisation.pk is None:
            organisation.save()
        self.instance.organisation = organisation
        return super().save(commit)


class ContactForm(_OfAnOrganisation):
    class Meta:
        model = Contact
        fields = ["name", "email", "phone", "organisation", "language"]
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        known = reached_at(email)
        if known and known.pk != self.instance.pk:
            raise forms.ValidationError(_("%(name)s has this address already."), params={"name": known})
        return email

    def save(self, commit: bool = True) -> Any:
        """One of the person's other addresses changes places with the one they had."""
        with transaction.atomic():
            if self.instance.pk:
                take(self.instance, self.cleaned_data["email"])
            return super().save(commit)


class AssetForm(_OfAnOrganisation):
    """The division is asked for where there are several (C-01)."""

    class Meta:
        model = Asset
        fields = ["name", "number", "address", "organisation", "division"]
        help_texts = {"division": _("It decides which types of tickets there are about this object. Empty: the usual one.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Division.objects.count() < 2:
            del self.fields["division"]


class _Numbered(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A number names one only."""

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        known = others.filter(number=number).first() if number else None
        if known:
            raise forms.ValidationError(_("%(name)s has this number already."), params={"name": known})
        return number


class OrganisationForm(_Numbered):
    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        known = bearer_of(Organisation, number)
        if known and known.pk != self.instance.pk:
            raise forms.ValidationError(_("%(name)s has this number already."), params={"name": known})
        return number

    def save(self, commit: bool = True) -> Any:
        """One of its other numbers changes places with the one it had."""
        with transaction.atomic():
            if self.instance.pk:
                take(self.instance, self.cleaned_data["number"])
            return super().save(commit)

    class Meta:
        model = Organisation
        fields = ["name", "number", "phone", "is_partner", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"is_partner": _("Tickets can be passed on to partners.")}


class _Record(_Numbered):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_active"].help_text = _("Off: it cannot be chosen any more, and stays where it was chosen.")


class ProjectForm(_Record):
    organisation = ReferenceField(Organisation, required=False, label=_("Organisation"))

    class Meta:
        model = Project
        fields = ["name", "number", "organisation", "is_active"]


class ProductForm(_Record):
    class Meta:
        model = Product
        fields = ["name", "number", "is_active"]


class ArticleForm(_Record):
    class Meta:
        model = Article
        fields = ["name", "number", "unit", "is_active"]
        help_texts = {"unit": _("What it is counted in: pieces, metres, hours.")}


class ContractForm(_Record):
    organisation = ReferenceField(Organisation, label=_("Organisation"))

    class Meta:
        model = Contract
        fields = ["name", "number", "organisation", "begins_on", "ends_on", "is_active"]
        widgets = {
            "begins_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"ends_on": _("Still valid on this day.")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("It would end before it begins."))
        return cleaned
