"""Writes those we serve into a file, however many they are (C-37)."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Field, Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.choices import Permission
from customers.sheets import SHEETS, Sheet, label_of
from exports.cells import Cell
from exports.choices import Form
from exports.making import Impossible, Product, Progress
from exports.models import Export
from exports.reading import batches_of_keys
from exports.writing import CONTENT_TYPES, ENDINGS, written
from ui.searching import words_of

NOT_YOURS: Final = gettext_noop("You can no longer see this list.")


def export_records(export: Export, progress: Progress, *, ordered: QuerySet[Any] | None = None) -> Product:
    """The list of the address (`q`) as its owner may see it now, by name; or what whoever knows its filters found (`ordered`)."""
    owner, sheet, form = export.user, SHEETS[export.ask["sheet"]], Form(export.ask["form"])
    if not (owner.may(Permission.WORK_TICKETS) or owner.may(Permission.MANAGE_CUSTOMERS)):
        raise Impossible(NOT_YOURS)
    fields = list(sheet.fields())
    found = sheet.kind.matching(words_of(QueryDict(export.ask["query"]))).order_by("name", "pk") if ordered is None else ordered
    rows = _rows(found, sheet, fields, progress)
    content = written(rows, head=[label_of(field) for field in fields], form=form, title=sheet.label)
    return Product(content, f"{sheet.label}-{timezone.localdate().isoformat()}.{ENDINGS[form]}", CONTENT_TYPES[form])


def _rows(ordered: QuerySet[Any], sheet: Sheet, fields: "list[Field[Any, Any]]", progress: Progress) -> Iterator[list[Cell]]:
    for keys in batches_of_keys(ordered, progress=progress):
        records = sheet.kind.all().in_bulk(keys)
        for key in keys:
            if key in records:
                yield [_cell(records[key], field) for field in fields]


def _cell(record: Model, field: "Field[Any, Any]") -> Cell:
    """As what it is; what is chosen from a list, and whom it belongs to, in words."""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    value: Any = getattr(record, field.name)
    return str(value) if isinstance(value, Model) else value
