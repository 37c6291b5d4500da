"""Several e-mail addresses in one field."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

#: More than anybody means to write to by hand.
MOST = 50
BETWEEN = re.compile(r"[,;\s]+")


class AddressesField(forms.CharField):
    """As people paste them: separated by comma, semicolon or line, some of them twice (C-30)."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 10_000, **kwargs})
        self.widget.attrs.setdefault("rows", 2)

    def clean(self, value: Any) -> Any:
        """Each address once, in lower case, in order; one that is wrong is named."""
        found = list(dict.fromkeys(word.strip("<>").lower() for word in BETWEEN.split(super().clean(value)) if word))
        if self.required and not found:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(found) > MOST:
            raise ValidationError(_("At most %(most)s addresses at once.") % {"most": MOST})
        wrong = [address for address in found if not _is_valid(address)]
        if wrong:
            raise ValidationError(_("This is not an e-mail address: %(wrong)s") % {"wrong": ", ".join(wrong)[:300]})
        return found


def _is_valid(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254
