"""Puts the entries of a list into another order."""

from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet

T = TypeVar("T", bound=models.Model)


@transaction.atomic
def shift(thing: T, *, among: QuerySet[T], up: bool) -> None:
    """Let it change places with its neighbour of `among`; the first stays first, the last stays last."""
    rows: list[Any] = list(among.select_for_update())
    places = _places(rows)
    at = [row.pk for row in rows].index(thing.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    for row, place in zip(rows, places, strict=True):
        if row.position != place:
            among.filter(pk=row.pk).update(position=place)


def _places(rows: list[Any]) -> list[int]:
    """Their own, unless two share one."""
    places = [row.position for row in rows]
    return places if len(set(places)) == len(places) else list(range(len(rows)))
