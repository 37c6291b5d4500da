"""Orders without an index: what a list holds is sorted in memory, as far as that is quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet

from ui.cursors import Place
from ui.orders import By, named, pieces

Row = TypeVar("Row", bound=Model)
#: So many rows are sorted while somebody waits: some 10 ms.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Heap:
    """Of a list that holds more than `most` rows only the first ones by `newest` are sorted; `newest` has an index."""

    newest: Sequence[By]
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Found:
    """Keys and places in order; `is_part` where the list holds more rows than were sorted."""

    rows: list[tuple[Any, Place]]
    is_part: bool = False


def found_in(
    rows: QuerySet[Row], heap: Heap, by: Sequence[By], *, limit: int, behind: Place | None = None, backwards: bool = False
) -> Found:
    """The first rows of the list in this order, or the first behind a place; one query."""
    connection = connections[rows.db]
    columns = [f"o{number}" for number in range(len(by))]
    beyond, values = _beyond(behind, by, columns, backwards=backwards) if behind is not None else ("true", [])
    try:
        held, params = _held(rows, heap, by).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return Found([])
    sql = (
        f"WITH held (pk, {', '.join(columns)}) AS MATERIALIZED ({held}) "  # noqa: S608 -- values are parameters
        f"SELECT pk, {', '.join(columns)}, (SELECT count(*) FROM held) FROM held "
        f"WHERE {beyond} ORDER BY {_order(by, columns, backwards=backwards)} LIMIT {limit:d}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *values])
        found = cursor.fetchall()
    return Found([(pk, list(place)) for pk, *place, _held in found], is_part=bool(found) and found[0][-1] > heap.most)


def _held(rows: QuerySet[Row], heap: Heap, by: Sequence[By]) -> QuerySet[Row, tuple[Any, ...]]:
    newest = next(pieces(rows, heap.newest))
    return named(newest, by).values_list("pk", *(column.field for column in by))[: heap.most + 1]


def _order(by: Sequence[By], columns: Sequence[str], *, backwards: bool) -> str:
    said = []
    for column, name in zip(by, columns, strict=True):
        if column.nullable:
            said.append(f"({name} IS NULL) {'DESC' if backwards else 'ASC'}")
        said.append(f"{name} {'DESC' if column.descending != backwards else 'ASC'}")
    return ", ".join(said)


def _beyond(place: Place, by: Sequence[By], columns: Sequence[str], *, backwards: bool) -> tuple[str, list[Any]]:
    """As `orders.pieces`, for rows that lie in memory: no index need start from it."""
    column, name, value = by[0], columns[0], place[0]
    rest, values = _beyond(place[1:], by[1:], columns[1:], backwards=backwards) if len(by) > 1 else ("false", [])
    if value is None:
        return f"({name} IS NOT NULL OR {rest})" if backwards else f"({name} IS NULL AND {rest})", values
    side = "<" if column.descending != backwards else ">"
    empty = f" OR {name} IS NULL" if column.nullable and not backwards else ""
    return f"({name} {side} %s{empty} OR ({name} = %s AND {rest}))", [value, value, *values]
