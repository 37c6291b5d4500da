"""What every form sends along that can cause letters: whom its page named, and whether nobody shall be told."""

import json
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.choices import Permission
from accounts.models import User
from tickets.actions.agreeing import Agreed
from tickets.occasions import Occasion

LONGEST = 100_000


class AgreementForm(forms.Form):
    """A page of yesterday, or something that is no page, names nobody: then nothing is compared."""

    seen = forms.CharField(required=False, max_length=LONGEST)
    silent = forms.BooleanField(required=False)

    def agreed(self) -> Agreed:
        self.is_valid()
        return Agreed(seen=_seen(self.cleaned_data.get("seen", "")), silent=self.cleaned_data["silent"])


def agreed_in(request: HttpRequest, *, by: User) -> Agreed:
    """To be silent needs a permission of its own."""
    agreed = AgreementForm(request.POST).agreed()
    if agreed.silent and not by.may(Permission.TELL_NOBODY):
        raise PermissionDenied
    return agreed


def _seen(words: str) -> dict[str, list[str]]:
    try:
        said: Any = json.loads(words or "{}")
    except (ValueError, RecursionError):
        return {}
    known = said if isinstance(said, dict) else {}
    lists = {key: value for key, value in known.items() if key in Occasion.values and isinstance(value, list)}
    return {key: [str(address) for address in value] for key, value in lists.items()}
