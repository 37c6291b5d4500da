"""What a person says about themselves."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    time_zone = forms.ChoiceField(label=_("Time zone"))

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in sorted(places())]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["name"].widget.attrs["autocomplete"] = "name"


def places() -> set[str]:
    """Zones named after places; the other names are for machines."""
    continents = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return {zone for zone in available_timezones() if zone.startswith(continents)} | {"UTC"}
