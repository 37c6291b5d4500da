"""Long lists a page at a time: keyset pages, as quick on the thousandth page as on the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from ui.addresses import NEWER, OLDER, written
from ui.cursors import Place, cursor_of, place_of, value_at
from ui.heaps import Heap, found_in
from ui.orders import By, fields_of, fits, named, pieces

__all__ = ["NEWER", "OLDER", "PAGE_SIZE", "By", "Heap", "Page", "batches_of", "page_among", "page_of"]

Row = TypeVar("Row", bound=Model)
Shown: TypeAlias = Callable[[Sequence[Any]], Iterable[Row]] | None
PAGE_SIZE = 50
BATCH = 500
BY_KEY = (By("pk"),)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`newer` and `older` are the query strings of the neighbouring pages, empty at the ends.

    `is_part`: the list is so long that only its newest rows were sorted.
    """

    rows: list[Row]
    newer: str
    older: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Asking(Generic[Row]):
    """What `page_of` was asked."""

    rows: QuerySet[Row]
    by: Sequence[By]
    query: QueryDict
    size: int
    shown: Shown[Row]
    heap: Heap | None
    is_indexed: bool

    def place(self, direction: str) -> Place | None:
        """Where to go on; nothing if the address names no place, or none of this order."""
        place = place_of(self.query.get(direction, ""), fields=fields_of(self.by, self.rows.model))
        return place if place is not None and fits(place, self.by) else None

    def link(self, direction: str, place: Place) -> str:
        link = self.query.copy()
        for name in (NEWER, OLDER):
            link.pop(name, None)
        link[direction] = cursor_of(place)
        return written(link)


def page_of(
    rows: QuerySet[Row],
    *,
    by: Sequence[By],
    query: QueryDict,
    size: int = PAGE_SIZE,
    shown: Shown[Row] = None,
    heap: Heap | None = None,
    is_indexed: bool = True,
) -> Page[Row]:
    """The page that the `after` or `before` of the query names; the last column of `by` must be unique.

    Whatever is wrong with the cursor, or nothing left behind it: the first page. Everything else in the query stays in the
    links. With `shown` the page is found first, and what is shown of the rows of these keys is read in a query of its own,
    in any order: of a dozen tables joined at once no planner finds the quick way.

    Rows are walked through in the order of an index. With a `heap` they are sorted in memory instead: for lists that are
    short however many rows their table has, since a planner that looks for fifty of them may walk through all the others;
    and for orders without an index (`is_indexed`), of the newest rows only where the list is long.
    """
    asking = Asking(named(rows, by), by, query, size, shown, heap, is_indexed)
    for direction in (NEWER, OLDER):
        place = asking.place(direction)
        if place is not None:
            page = _beside(asking, place, backwards=direction == NEWER)
            if page is not None:
                return page
    found, is_part = _read(asking, behind=None, backwards=False)
    more, found = len(found) > size, found[:size]
    return Page([row for row, _place in found], "", asking.link(OLDER, found[-1][1]) if more else "", is_part)


def page_among(
    rows: QuerySet[Row], keys: Sequence[Any], *, query: QueryDict, size: int = PAGE_SIZE, shown: Shown[Row] = None
) -> Page[Row]:
    """The page of an order that somebody worked out, as `keys`; cursors name the first or last key of a page.

    Where a cursor's row is not among them any more, the first page.
    """
    asking = Asking(rows, BY_KEY, query, size, shown, None, is_indexed=True)
    at = {key: place for place, key in enumerate(keys)}
    newer, older = ((asking.place(direction) or [None])[0] for direction in (NEWER, OLDER))
    start = max(at[newer] - size, 0) if newer in at else at[older] + 1 if older in at else 0
    there = list(keys[start : start + size])
    found = {row.pk: row for row in (shown(there) if shown else rows.filter(pk__in=there))} if there else {}
    is_last = start + size >= len(keys)
    return Page(
        [found[key] for key in there if key in found],
        newer=asking.link(NEWER, there[:1]) if start and there else "",
        older=asking.link(OLDER, there[-1:]) if not is_last else "",
    )


def batches_of(rows: QuerySet[Row], *, by: Sequence[By], shown: Shown[Row] = None, size: int = BATCH) -> Iterator[list[Row]]:
    """All rows in this order, so many at a time; what is read stays little, however many there are."""
    asking, place = Asking(named(rows, by), by, QueryDict(), size, shown, None, is_indexed=True), None
    while True:
        found = _walked(asking, limit=size, behind=place, backwards=False)
        if found.rows:
            yield [row for row, _place in found.rows]
        if found.last is None:
            return
        place = found.last


def _beside(asking: Asking[Row], place: Place, *, backwards: bool) -> Page[Row] | None:
    """Nothing where the list ends: the first page is always a full one."""
    found, is_part = _read(asking, behind=place, backwards=backwards)
    more, found = len(found) > asking.size, found[: asking.size]
    if not found or (backwards and not more):
        return None
    if backwards:
        found.reverse()
    older = asking.link(OLDER, found[-1][1]) if more or backwards else ""
    return Page([row for row, _place in found], asking.link(NEWER, found[0][1]), older, is_part)


def _read(asking: Asking[Row], *, behind: Place | None, backwards: bool) -> tuple[list[tuple[Row, Place]], bool]:
    """One more than a page has, each with its place; and whether that is only part of the list."""
    limit = asking.size + 1
    if asking.heap:
        found = found_in(asking.rows, asking.heap, asking.by, limit=limit, behind=behind, backwards=backwards)
        if not (found.is_part and asking.is_indexed):
            return _shown(asking, found.rows), found.is_part
    return _walked(asking, limit=limit, behind=behind, backwards=backwards).rows, False


@dataclass(frozen=True, slots=True)
class Walked(Generic[Row]):
    """Rows with their places; `last` is where to go on, if there may be more."""

    rows: list[tuple[Row, Place]]
    last: Place | None


def _walked(asking: Asking[Row], *, limit: int, behind: Place | None, backwards: bool) -> Walked[Row]:
    """Where the first column may be empty, from two queries at most."""
    names, found = [column.field for column in asking.by], list[tuple[Any, Place]]()
    for piece in pieces(asking.rows, asking.by, behind=behind, backwards=backwards):
        some = piece[: limit - len(found)]
        if asking.shown:
            found += [(pk, place) for pk, *place in some.values_list("pk", *names)]
        else:
            found += [(row, [value_at(row, name) for name in names]) for row in some]
        if len(found) == limit:
            break
    return Walked(_shown(asking, found) if asking.shown else found, found[-1][1] if len(found) == limit else None)


def _shown(asking: Asking[Row], found: list[tuple[Any, Place]]) -> list[tuple[Row, Place]]:
    """With what is shown of them; who has gone meanwhile is left out."""
    keys = [pk for pk, _place in found]
    these = asking.shown(keys) if asking.shown else asking.rows.filter(pk__in=keys)
    by_pk = {row.pk: row for row in these}
    return [(by_pk[pk], place) for pk, place in found if pk in by_pk]
