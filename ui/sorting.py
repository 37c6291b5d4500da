"""Sorting by any header, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import Promise

from ui.addresses import address
from ui.orders import By

SORT = "sort"
BACKWARDS = "-"


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of a list; `key` is its name in the address. Without an index of its own only short lists are sorted whole."""

    key: str
    label: str | Promise
    by: tuple[By, ...]
    is_indexed: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """How a column sorts; the last of `by` tells two equal ones apart. `falls`: who asks for it first wants the most of it."""

    by: tuple[By, ...]
    is_indexed: bool = False
    falls: bool = False

    def directed(self, *, descending: bool) -> tuple[By, ...]:
        """The other way round everything is turned."""
        return tuple(replace(column, descending=column.descending != descending) for column in self.by)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column: `link` sorts by it, the other way if the list is already (`state` is `aria-sort`'s)."""

    key: str
    label: str
    link: str = ""
    state: str = ""


class Sorting:
    """The orders a list can have: one a column, and `named` ones, which are columns with a direction under another name."""

    def __init__(self, orders: Mapping[str, tuple[str, Order]], *, named: Mapping[str, str]) -> None:
        self.orders = orders
        self.named = named
        self.names = {meant: name for name, meant in named.items()}

    def find(self, *keys: str) -> Sort:
        """The first of these that is an order of this list, as the last one has to be; `-name` runs backwards."""
        return next(found for key in keys if (found := self._find(self.named.get(key, key))))

    def heading(self, key: str, label: str, query: QueryDict, *, now: Sort) -> Heading:
        if key not in self.orders:
            return Heading(key, label)
        _label, order = self.orders[key]
        first, second = (f"{BACKWARDS}{key}", key) if order.falls else (key, f"{BACKWARDS}{key}")
        current = self.named.get(now.key, now.key)
        wanted = second if current == first else first
        state = "" if current not in (first, second) else "descending" if current.startswith(BACKWARDS) else "ascending"
        return Heading(key, label, address(query, {SORT: self.names.get(wanted, wanted)}), state)

    def _find(self, key: str) -> Sort | None:
        plain = key.removeprefix(BACKWARDS)
        if plain not in self.orders:
            return None
        label, order = self.orders[plain]
        by = order.directed(descending=key.startswith(BACKWARDS))
        return Sort(self.names.get(key, key), label, by, order.is_indexed)
