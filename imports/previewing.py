"""The first rows as they would be: what a person looks at before anything happens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from imports.choices import Outcome
from imports.models import Import
from imports.planning import plan
from imports.recipes import Recipe
from imports.tables import rows_from
from imports.targets import Field, Importer, New, Plan

SHOWN: Final = 20
#: More of a text is not looked at.
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as it would be; `error` is why it cannot be, `is_new` that something is made for it."""

    label: str
    words: str
    error: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """One row; `error` and `notes` are about the whole of it."""

    number: int
    outcome: Outcome
    cells: list[Shown]
    error: str
    notes: list[str]


def preview(importing: Import, importer: Importer, recipe: Recipe) -> list[Preview]:
    """Writes nothing. As many queries as a dry run of one row."""
    with importing.table.open("rb") as table:
        rows = [row for row, _offset in rows_from(table, offset=0, most=SHOWN)]
    fields = [field for field in importer.fields if field.key in recipe.said]
    raw = {row.number: dict(_said(row.cells, recipe)) for row in rows}
    plans = plan(rows, importer=importer, recipe=recipe)
    return [_shown(each, fields, raw[each.number]) for each in plans]


def _said(cells: Any, recipe: Recipe) -> Iterator[tuple[str, str]]:
    for place, key in recipe.columns.items():
        cell = cells[place] if place < len(cells) else None
        yield key, str(cell if cell is not None else "")[:200]


def _shown(plan: Plan, fields: list[Field], raw: Mapping[str, str]) -> Preview:
    errors, known = dict(plan.complaints), {field.key for field in fields}
    cells = [_cell(field, plan, raw.get(field.key, ""), errors.get(field.key, "")) for field in fields]
    whole = " ".join(words for key, words in plan.complaints if key not in known)
    return Preview(plan.number, Outcome(plan.outcome), cells, whole, plan.notes)


def _cell(field: Field, plan: Plan, raw: str, error: str) -> Shown:
    """What is wrong is shown as it stands in the file."""
    value = plan.values.get(field.key)
    is_new = any(isinstance(each, New) for each in (value if isinstance(value, list) else [value]))
    return Shown(field.label, (spoken(value) or raw)[:LONGEST], error, is_new)


def spoken(value: Any) -> str:
    """A value in the reader's language; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(map(spoken, value))
    if isinstance(value, tuple):
        return " × ".join(map(spoken, value))
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, Decimal):
        return formats.number_format(value.normalize() if value % 1 else value.quantize(Decimal(1)), use_l10n=True)
    return str(value)
