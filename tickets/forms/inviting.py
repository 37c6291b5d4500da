"""Whom else to tell of a ticket."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.choices import Told
from tickets.forms.addresses import AddressesField


class InviteForm(forms.Form):
    addresses = AddressesField(
        label=_("E-mail addresses"), help_text=_("Separated by comma, semicolon or line. Each gets an e-mail of its own.")
    )
    level = forms.ChoiceField(label=_("They are told"), choices=Told, initial=Told.ALL)
