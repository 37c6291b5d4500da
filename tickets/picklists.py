"""What can be chosen from a workspace's picklists."""

from collections.abc import Iterable
from functools import reduce
from typing import Any, TypeAlias

from django.db.models import CharField, F, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast

from tickets.models import Category, Origin, Priority, Region, Severity, Ticket

Entry: TypeAlias = Priority | Category | Severity | Region | Origin
MODELS: dict[str, type[Entry]] = {
    "priority": Priority,
    "category": Category,
    "severity": Severity,
    "region": Region,
    "origin": Origin,
}


def offered(ticket: Ticket | None = None) -> dict[str, list[Entry]]:
    """The active entries of each list in order, and what the ticket has already; one query for all.

    An empty list shows its field nowhere (T24-18).
    """
    lists: dict[str, list[Entry]] = {key: [] for key in MODELS}
    for key, pk, name, level, is_active in _rows():
        if is_active or (ticket is not None and getattr(ticket, f"{key}_id") == pk):
            lists[key].append(_entry(key, pk=pk, name=name, level=level, is_active=is_active))
    return lists


def _rows() -> Iterable[tuple[str, int, str, int, bool]]:
    """Priorities lie by urgency, the others as the workspace put them."""
    asked = [_asked(key, model) for key, model in MODELS.items()]
    whole = reduce(lambda union, more: union.union(more, all=True), asked)
    return ((row[0], row[1], row[2], row[3], row[4]) for row in whole.order_by("list", "place", "name", "pk"))


def _asked(key: str, model: type[Entry]) -> "QuerySet[Any, tuple[Any, ...]]":
    is_priority = model is Priority
    place = -1 * F("level") if is_priority else F("position")
    level = F("level") if is_priority else Value(0)
    rows = model._default_manager.order_by().annotate(
        list=Value(key, CharField()), place=Cast(place, SmallIntegerField()), grade=Cast(level, SmallIntegerField())
    )
    return rows.values_list("list", "pk", "name", "grade", "is_active", "place")  # type: ignore[return-value]  # annotated


def _entry(key: str, *, pk: int, name: str, level: int, is_active: bool) -> Entry:
    if key == "priority":
        return Priority(pk=pk, name=name, level=level, is_active=is_active)
    return MODELS[key](pk=pk, name=name, is_active=is_active)
