"""Several small sets of rows in one query."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, F, Model, QuerySet, Value, Window
from django.db.models.functions import JSONObject, RowNumber


def at_once(**sets: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of each set in its own order, as instances without relations, what they are annotated with included.

    For sets that are a page long at most.

    A page that shows a dozen short lists would wait a dozen times for the database; so it waits once.
    """
    first, *others = (_part(key, rows) for key, rows in sets.items())
    found: dict[str, list[Any]] = {key: [] for key in sets}
    for key, _place, row in sorted(first.union(*others, all=True), key=lambda part: part[1]):
        found[key].append(_instance(sets[key], row))
    return found


def _part(key: str, rows: QuerySet[Any]) -> "QuerySet[Any, tuple[str, int, dict[str, Any]]]":
    order = [*(rows.query.order_by or rows.model._meta.ordering or ["pk"])]
    names = [field.attname for field in rows.model._meta.concrete_fields] + [*rows.query.annotations]
    columns = {name: F(name) for name in names}
    named = rows.order_by().annotate(
        at_set=Value(key, CharField()), at_place=Window(RowNumber(), order_by=order), at_row=JSONObject(**columns)
    )
    return named.values_list("at_set", "at_place", "at_row")  # type: ignore[no-any-return]  # its annotations are dynamic


def _instance(rows: QuerySet[Any], row: dict[str, Any]) -> Model:
    fields = rows.model._meta.concrete_fields
    values = [field.to_python(row[field.attname]) for field in fields]
    made: Model = rows.model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], values)
    for name, annotation in rows.query.annotations.items():
        setattr(made, name, annotation.output_field.to_python(row[name]))
    return made
