"""A step of a checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StepForm(forms.Form):
    text = forms.CharField(label=_("Next step"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
