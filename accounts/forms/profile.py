"""What a person says about themselves."""

from functools import cache
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
        self.fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in places()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["name"].widget.attrs["autocomplete"] = "name"


@cache  # Python reads six hundred files to know them
def places() -> tuple[str, ...]:
    """Zones named after places, in order; the other names are for machines."""
    continents = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return tuple(sorted({zone for zone in available_timezones() if zone.startswith(continents)} | {"UTC"}))
