"""What a ticket is about, one thing at a time."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.models import Article, Asset
from customers.suggesting import ReferenceField
from tickets.models import ExternalReference


class AssetRowForm(forms.Form):
    asset = ReferenceField(Asset, label=_("Object"))


class ArticleRowForm(forms.Form):
    article = ReferenceField(Article, label=_("Article"))
    quantity = forms.DecimalField(
        label=_("Quantity"),
        max_digits=8,
        decimal_places=2,
        min_value=Decimal("0.01"),
        initial=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class ReferenceRowForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = ExternalReference
        fields = ["channel", "external_id", "reply_id"]

    def _post_clean(self) -> None:
        """The verb says what is there already."""

    def reference(self) -> ExternalReference:
        said: dict[str, Any] = self.cleaned_data
        return ExternalReference(**said)
