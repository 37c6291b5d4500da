"""Who sees one ticket in the portal (RB-4)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import Sharing


class SharingForm(forms.Form):
    sharing = forms.ChoiceField(
        label=_("Who sees this ticket in the portal?"), choices=Sharing, required=False, widget=forms.RadioSelect
    )

    @property
    def wanted(self) -> Sharing:
        return Sharing(self.cleaned_data["sharing"])
