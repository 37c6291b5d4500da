"""Finds contacts and objects while one types."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from customers.models import Asset, Contact

MOST = 12
CHOSEN = re.compile(r"#(\d{1,18})\s*$")


def contacts_like(words: str) -> QuerySet[Contact]:
    """Name, address or organisation; nothing typed suggests the newest."""
    if not words:
        return Contact.objects.select_related("organisation").order_by("-pk")[:MOST]
    like = Q(name__icontains=words) | Q(email__icontains=words) | Q(organisation__name__icontains=words)
    return Contact.objects.select_related("organisation").filter(like).order_by("name", "pk")[:MOST]


def assets_like(words: str) -> QuerySet[Asset]:
    """Name, number, address or organisation."""
    like = (
        Q(name__icontains=words)
        | Q(number__icontains=words)
        | Q(address__icontains=words)
        | Q(organisation__name__icontains=words)
    )
    return Asset.objects.select_related("organisation").filter(like).order_by("name", "pk")[:MOST]


class AssetField(forms.CharField):
    """An object by what was suggested, by its number, or by its name where only one has it."""

    widget = forms.TextInput(
        attrs={
            "list": "asset-suggestions",
            "autocomplete": "off",
            "hx-get": reverse_lazy("asset_suggestions"),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": "#asset-suggestions",
            "hx-sync": "this:replace",
        }
    )

    def clean(self, value: Any) -> Asset | None:
        words = super().clean(value)
        if not words:
            return None
        chosen = CHOSEN.search(words)
        found = list(Asset.objects.filter(pk=int(chosen[1])) if chosen else _named(words))
        if len(found) == 1:
            return found[0]
        raise ValidationError(
            _("Several objects are called this; please choose one of the list.") if found else _("There is no such object.")
        )


def _named(words: str) -> QuerySet[Asset]:
    return Asset.objects.filter(Q(name__iexact=words) | Q(number__iexact=words))[:2]
