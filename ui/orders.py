"""Orders of long lists: by which columns, and what lies behind a place in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Expression, F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from ui.cursors import Place

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class By:
    """One column of an order. Where the first may be empty (`nullable`), the empty ones come last, whichever way it runs.

    With an `expression` its values are ordered, and `field` is only what they are called.
    """

    field: str
    descending: bool = False
    nullable: bool = False
    expression: Expression | None = None


def named(rows: QuerySet[Row], by: Sequence[By]) -> QuerySet[Row]:
    """With what its order is worked out from."""
    made: QuerySet[Row] = rows.annotate(**{column.field: column.expression for column in by if column.expression is not None})
    return made


def ordered(rows: QuerySet[Row], by: Sequence[By]) -> QuerySet[Row]:
    """All of them at once, for who reads them to the end."""
    nulls = [{"nulls_last": True} if column.nullable else {} for column in by]
    order = [OrderBy(F(each.field), descending=each.descending, **last) for each, last in zip(by, nulls, strict=True)]
    return named(rows, by).order_by(*order)


def fields_of(by: Sequence[By], model: type[Model]) -> list[Field[Any, Any]]:
    """What kind of value stands in each column."""
    return [_field(model, column.field) if column.expression is None else column.expression.output_field for column in by]


def fits(place: Place, by: Sequence[By]) -> bool:
    """Only what may be empty is."""
    return all(column.nullable or value is not None for column, value in zip(by, place, strict=True))


def pieces(
    rows: QuerySet[Row], by: Sequence[By], *, behind: Place | None = None, backwards: bool = False
) -> Iterator[QuerySet[Row]]:
    """All rows, or those behind a place, in order. Where the first column may be empty it is two pieces, one after the other.

    Each can be served by a plain index from any place on: no piece says anything of nulls.
    """
    lead = by[0]
    if not lead.nullable:
        yield _piece(rows, by, behind=behind, backwards=backwards)
        return
    filled, empty = (rows.filter(**{f"{lead.field}__isnull": is_empty}) for is_empty in (False, True))
    among_empty = behind is not None and behind[0] is None
    if not among_empty and not backwards:
        yield _piece(filled, by, behind=behind, backwards=False)
    if not backwards or among_empty:
        yield _piece(empty, by[1:], behind=behind[1:] if behind and among_empty else None, backwards=backwards)
    if backwards:
        yield _piece(filled, by, behind=None if among_empty else behind, backwards=True)


def _piece(rows: QuerySet[Row], by: Sequence[By], *, behind: Place | None, backwards: bool) -> QuerySet[Row]:
    order = [OrderBy(F(column.field), descending=column.descending != backwards) for column in by]
    return (rows if behind is None else rows.filter(_beyond(behind, by, backwards=backwards))).order_by(*order)


def _beyond(place: Place, by: Sequence[By], *, backwards: bool) -> Q:
    """Rows that differ in the first column, or agree there and lie behind in the rest; as an index can start from it."""
    name, value, side = by[0].field, place[0], "lt" if by[0].descending != backwards else "gt"
    behind = Q(**{f"{name}__{side}": value})
    if len(by) == 1:
        return behind
    rest = Q(**{name: value}) & _beyond(place[1:], by[1:], backwards=backwards)
    return Q(**{f"{name}__{side}e": value}) & (behind | rest)


def _field(model: type[Model], path: str) -> Field[Any, Any]:
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
