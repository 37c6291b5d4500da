"""Cursors: the place of a row in an order, as a word for an address line."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils import timezone

#: A row's values in the columns of an order.
Place = list[Any]


def cursor_of(place: Place) -> str:
    """Opaque, not secret: the list is guarded, not the place."""
    plain = [_written(value) for value in place]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(cursor: str, *, fields: Sequence["Field[Any, Any]"]) -> Place | None:
    """The values again, each of its field's type; nothing if `cursor_of` could not have written this."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return _typed(values, fields)
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def value_at(row: Model, path: str) -> Any:
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step, None)
    return value


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(values: Any, fields: Sequence["Field[Any, Any]"]) -> Place | None:
    if not isinstance(values, list) or len(values) != len(fields):
        return None
    return [None if value is None else _plain(field, value) for field, value in zip(fields, values, strict=True)]


def _plain(field: "Field[Any, Any]", value: Any) -> Any:
    if not isinstance(value, str | int) or "\x00" in str(value):
        raise ValueError(value)
    typed = field.to_python(value)
    if isinstance(typed, datetime) and timezone.is_naive(typed):
        raise ValueError(value)
    if isinstance(typed, Decimal) and not typed.is_finite():
        raise ValueError(value)
    return typed
