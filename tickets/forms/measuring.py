"""A sign of life of a page that somebody works in."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

#: Longer ago is as good as never.
LONGEST = 24 * 3600


class SignForm(forms.Form):
    """`idle` are the seconds since keys or mouse were used."""

    do = forms.ChoiceField(choices=[("work", "work"), ("pause", "pause")])
    tab = forms.CharField(max_length=36)
    idle = forms.IntegerField(min_value=0)

    @property
    def input_at(self) -> datetime:
        return timezone.now() - timedelta(seconds=min(self.cleaned_data["idle"], LONGEST))
