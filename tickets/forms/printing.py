"""What somebody decides before a ticket is put on paper."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.choices import Variant

FOR_WHOM = [
    (Variant.PUBLIC, _("For the customer: without internal notes, history and fields that are ours")),
    (Variant.INTERNAL, _("Internal: everything")),
]


class PdfForm(forms.Form):
    """Customers choose the language only."""

    variant = forms.ChoiceField(label=_("For whom"), choices=FOR_WHOM, initial=Variant.PUBLIC, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = user.language
        if user.is_customer:
            del self.fields["variant"]
