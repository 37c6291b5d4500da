"""Several small sets of rows in one query."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, CharField, F, Field, IntegerField, JSONField, Model, QuerySet, TextField, Value, Window
from django.db.models.functions import JSONObject, RowNumber

from tenants.compiled import Compiled

Sets = Mapping[str, QuerySet[Any]]
#: JSON holds these as they are.
PLAIN = (IntegerField, CharField, TextField, BooleanField, JSONField)


class AtOnce:
    """`AtOnce(build)(ticket=42)`: the rows of each of `build`'s sets in its own order.

    They are instances without relations, with what they are annotated with. For sets that are a page long at most: a page that
    shows a dozen short lists would wait a dozen times for the database, so it waits once (decision 0014). `build` names what
    differs with `Slot`s.
    """

    def __init__(self, build: Callable[[], Sets], *, lasts: bool = True) -> None:
        self._build = build
        self._sets: Sets = {}
        self._ask = Compiled(self._union, lasts=lasts)

    def __call__(self, **values: int | None) -> dict[str, list[Any]]:
        rows = self._ask(**values)
        found: dict[str, list[Any]] = {key: [] for key in self._sets}
        for key, _place, row in sorted(rows, key=lambda part: part[1]):
            found[key].append(_instance(self._sets[key], json.loads(row)))
        return found

    def _union(self) -> "QuerySet[Any, tuple[Any, ...]]":
        self._sets = self._build()
        first, *others = (_part(key, rows) for key, rows in self._sets.items())
        return first.union(*others, all=True)


def at_once(**sets: QuerySet[Any]) -> dict[str, list[Any]]:
    """For sets that are not always the same."""
    return AtOnce(lambda: sets, lasts=False)()


def _part(key: str, rows: QuerySet[Any]) -> "QuerySet[Any, tuple[str, int, str]]":
    order = [*(rows.query.order_by or rows.model._meta.ordering or ["pk"])]
    names = [field.attname for field in rows.model._meta.concrete_fields] + [*rows.query.annotations]
    columns = {name: F(name) for name in names}
    named = rows.order_by().annotate(
        at_set=Value(key, CharField()), at_place=Window(RowNumber(), order_by=order), at_row=JSONObject(**columns)
    )
    return named.values_list("at_set", "at_place", "at_row")  # type: ignore[no-any-return]  # its annotations are dynamic


def _instance(rows: QuerySet[Any], row: dict[str, Any]) -> Model:
    model: type[Model] = rows.model
    names, texts = _columns(model)
    for field in texts:
        row[field.attname] = field.to_python(row[field.attname])
    made = model.from_db(DEFAULT_DB_ALIAS, names, [row[name] for name in names])
    for name, annotation in rows.query.annotations.items():
        setattr(made, name, annotation.output_field.to_python(row[name]))
    return made


@cache
def _columns(model: type[Model]) -> tuple[list[str], list["Field[Any, Any]"]]:
    """All by name, and those that JSON has only as text."""
    fields = model._meta.concrete_fields
    texts = [field for field in fields if not isinstance(getattr(field, "target_field", field), PLAIN)]
    return [field.attname for field in fields], texts
