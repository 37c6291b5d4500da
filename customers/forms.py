"""What is written down about those we serve."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.models import Asset, Contact, Organisation


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
        known = Contact.objects.filter(email=email).exclude(pk=self.instance.pk).first()
        if known:
            raise forms.ValidationError(_("%(name)s has this address already."), params={"name": known})
        return email


class AssetForm(_OfAnOrganisation):
    class Meta:
        model = Asset
        fields = ["name", "number", "address", "organisation"]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = Organisation
        fields = ["name", "number", "phone", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        known = Organisation.objects.filter(number=number).exclude(pk=self.instance.pk).first() if number else None
        if known:
            raise forms.ValidationError(_("%(name)s has this number already."), params={"name": known})
        return number
