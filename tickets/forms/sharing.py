"""Who sees one ticket in the portal (RB-4)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import Sharing

#: What an empty word is in an address and a form.
USUAL = "usual"
CHOICES = [(one.value or USUAL, one.label) for one in Sharing]


class SharingForm(forms.Form):
    sharing = forms.ChoiceField(label=_("Who sees this ticket in the portal?"), choices=CHOICES, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, now: str) -> None:
        super().__init__(data, initial={"sharing": now or USUAL})

    @property
    def wanted(self) -> Sharing:
        chosen = self.cleaned_data["sharing"]
        return Sharing.USUAL if chosen == USUAL else Sharing(chosen)
