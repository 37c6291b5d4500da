"""Cursors: the place of a row in an order, as a word for an address line."""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model
from django.utils import timezone

Place = list[Any]


def cursor_of(row: Model, *, paths: Sequence[str]) -> str:
    """The row's values at `paths` (`due_at`, `priority__level`). Opaque, not secret: the list is guarded, not the place."""
    values = [value_at(row, path) for path in paths]
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(cursor: str, *, model: type[Model], paths: Sequence[str]) -> Place | None:
    """The values again, each of its field's type; nothing if `cursor_of` could not have written this."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return _typed(values, model=model, paths=paths)
    except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None


def value_at(row: Model, path: str) -> Any:
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step, None)
    return value


def _typed(values: Any, *, model: type[Model], paths: Sequence[str]) -> Place | None:
    if not isinstance(values, list) or len(values) != len(paths):
        return None
    return [None if value is None else _plain(_field(model, path), value) for path, value in zip(paths, values, strict=True)]


def _plain(field: "Field[Any, Any]", value: Any) -> Any:
    if not isinstance(value, str | int) or "\x00" in str(value):
        raise ValueError(value)
    typed = field.to_python(value)
    if isinstance(typed, datetime) and timezone.is_naive(typed):
        raise ValueError(value)
    return typed


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    *steps, last = path.split("__")
    for step in steps:
        related = model._meta.get_field(step).related_model
        if not isinstance(related, type):
            raise FieldDoesNotExist(path)
        model = related
    field = model._meta.pk if last == "pk" else model._meta.get_field(last)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(path)
    return field
