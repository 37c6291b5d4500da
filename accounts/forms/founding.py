"""Creating a workspace."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.naming import LONGEST, free_names, is_free, slug_of
from tenants.models import Tenant
from tenants.models.tenant import slug_shape


class FoundingForm(forms.Form):
    company = forms.CharField(label=_("Company"), max_length=100)
    slug = forms.CharField(
        label=_("Name in addresses"),
        max_length=LONGEST,
        required=False,
        help_text=_("Where your team signs in. Left empty, we make it from your company's name."),
    )
    name = forms.CharField(label=_("Your name"), max_length=100)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("We send you the link to your workspace."))
    language = forms.ChoiceField(label=_("Language"), choices=[("de", "Deutsch"), ("en", "English")])
    website = forms.CharField(required=False)  # people don't see it; machines fill it in

    suggestions: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": get_language(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        for field, hint in {"company": "organization", "name": "name", "email": "email", "slug": "off"}.items():
            self.fields[field].widget.attrs["autocomplete"] = hint

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wish = data.get("slug", "").strip().lower()
        if not wish and data.get("company"):
            data["slug"] = next(iter(free_names(slug_of(data["company"]))), "")
        elif wish:
            data["slug"] = wish
        if data.get("company"):
            self._check(data["slug"], was_typed=bool(wish))
        return data

    def refuse_name(self) -> None:
        """The name is taken, now or since a moment ago: say so, beside names that are free."""
        wish = self.cleaned_data.get("slug", "") or slug_of(self.cleaned_data.get("company", ""))
        self.suggestions = free_names(wish)
        self.add_error("slug", _("This name is taken. How about one of these?"))

    def _check(self, slug: str, *, was_typed: bool) -> None:
        if not slug:
            self.add_error("slug", _("Please choose a name of letters and digits."))
            return
        try:
            slug_shape(slug)
        except forms.ValidationError as wrong:
            self.add_error("slug", wrong)
            return
        if was_typed and not is_free(slug) and not self._is_own(slug):
            self.refuse_name()

    def _is_own(self, slug: str) -> bool:
        """The same form sent twice is no clash: the verb leads both to one workspace."""
        email = str(self.cleaned_data.get("email", "")).lower()
        return bool(Tenant.objects.filter(schema_name=slug, founder_email=email).exists())
