"""Long lists a page at a time: keyset pages, as quick on the thousandth page as on the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from ui.cursors import Place, cursor_of, place_of, value_at

Row = TypeVar("Row", bound=Model)
Shown: TypeAlias = Callable[[QuerySet[Row]], QuerySet[Row]] | None
PAGE_SIZE = 50
BATCH = 500
NEWER, OLDER = "before", "after"


@dataclass(frozen=True, slots=True)
class By:
    """One column of an order. Where it may be empty (`nullable`), the empty ones come last."""

    field: str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`newer` and `older` are the query strings of the neighbouring pages, empty at the ends."""

    rows: list[Row]
    newer: str
    older: str


def page_of(
    rows: QuerySet[Row],
    *,
    by: Sequence[By],
    query: QueryDict,
    size: int = PAGE_SIZE,
    shown: Shown[Row] = None,
) -> Page[Row]:
    """The page that the `after` or `before` of the query names; the last column of `by` must be unique.

    Whatever is wrong with the cursor, or nothing left behind it: the first page. Everything else in the query stays in the
    links. With `shown` the page is found first, and what is shown of its rows is read in a query of its own: of a dozen
    tables joined at once no planner finds the quick way.
    """
    for direction in (NEWER, OLDER):
        place = place_of(query.get(direction, ""), model=rows.model, paths=[column.field for column in by])
        if place is not None and _fits(place, by):
            page = _beside(rows, place, by=by, query=query, size=size, shown=shown, backwards=direction == NEWER)
            if page is not None:
                return page
    return _first(rows, by=by, query=query, size=size, shown=shown)


def batches_of(rows: QuerySet[Row], *, by: Sequence[By], shown: Shown[Row] = None, size: int = BATCH) -> Iterator[list[Row]]:
    """All rows in this order, so many at a time; what is read stays little, however many there are."""
    found = read(rows.order_by(*_order(by))[:size], shown)
    while found:
        yield found
        place = [value_at(found[-1], column.field) for column in by]
        found = read(rows.filter(_beyond(place, by, backwards=False)).order_by(*_order(by))[:size], shown)


def read(found: QuerySet[Row], shown: Shown[Row]) -> list[Row]:
    """These rows in their order; with `shown`, their keys first."""
    if shown is None:
        return list(found)
    keys = list(found.values_list("pk", flat=True))
    rows = {row.pk: row for row in shown(found.model._default_manager.filter(pk__in=keys))}
    return [rows[key] for key in keys if key in rows]


def _fits(place: Place, by: Sequence[By]) -> bool:
    return all(column.nullable or value is not None for column, value in zip(by, place, strict=True))


def _first(rows: QuerySet[Row], *, by: Sequence[By], query: QueryDict, size: int, shown: Shown[Row]) -> Page[Row]:
    found = read(rows.order_by(*_order(by))[: size + 1], shown)
    more = len(found) > size
    return Page(found[:size], newer="", older=_link(query, OLDER, found[size - 1], by) if more else "")


def _beside(
    rows: QuerySet[Row], place: Place, *, by: Sequence[By], query: QueryDict, size: int, shown: Shown[Row], backwards: bool
) -> Page[Row] | None:
    """Nothing where the list ends: the first page is always a full one."""
    beyond = rows.filter(_beyond(place, by, backwards=backwards)).order_by(*_order(by, backwards=backwards))
    found = read(beyond[: size + 1], shown)
    more, found = len(found) > size, found[:size]
    if not found or (backwards and not more):
        return None
    if backwards:
        found.reverse()
    older = _link(query, OLDER, found[-1], by) if more or backwards else ""
    return Page(found, newer=_link(query, NEWER, found[0], by), older=older)


def _order(by: Sequence[By], *, backwards: bool = False) -> list[OrderBy]:
    """Columns that are never empty say nothing of nulls, so that a plain index serves them both ways."""
    return [_column(column, backwards=backwards) for column in by]


def _column(column: By, *, backwards: bool) -> OrderBy:
    nulls = {"nulls_first" if backwards else "nulls_last": True} if column.nullable else {}
    return OrderBy(F(column.field), descending=column.descending != backwards, **nulls)


def _beyond(place: Place, by: Sequence[By], *, backwards: bool) -> Q:
    """Rows behind the place: those that differ in the first column, or agree there and lie behind in the rest."""
    column, value = by[0], place[0]
    behind = _behind(column, value, backwards=backwards)
    if len(by) == 1:
        return behind
    same = Q(**{f"{column.field}__isnull": True}) if value is None else Q(**{column.field: value})
    either = behind | (same & _beyond(place[1:], by[1:], backwards=backwards))
    return either if column.nullable else _bound(column, value, backwards=backwards) & either


def _behind(column: By, value: Any, *, backwards: bool) -> Q:
    empty = Q(**{f"{column.field}__isnull": True})
    if value is None:
        return ~empty if backwards else Q(pk__in=[])
    beyond = Q(**{f"{column.field}__{_side(column, backwards=backwards)}": value})
    return beyond | empty if column.nullable and not backwards else beyond


def _bound(column: By, value: Any, *, backwards: bool) -> Q:
    """Says the same again in a form that an index can start from."""
    return Q(**{f"{column.field}__{_side(column, backwards=backwards)}e": value})


def _side(column: By, *, backwards: bool) -> str:
    return "lt" if column.descending != backwards else "gt"


def _link(query: QueryDict, direction: str, row: Model, by: Sequence[By]) -> str:
    link = query.copy()
    for name in (NEWER, OLDER):
        link.pop(name, None)
    link[direction] = cursor_of(row, paths=[column.field for column in by])
    return f"?{link.urlencode()}"
