"""Keeps what somebody chose for a list."""

from typing import Any

from django.http import QueryDict

from accounts.models import User
from lists.choices import Density
from lists.models import Habit

LONGEST_SORT = Habit._meta.get_field("sort").max_length or 0


def choose(user: User, kind: str, **chosen: Any) -> None:
    """`columns`, `sort`, `density`, `shows_closed`: what is not said stays as it was."""
    Habit.objects.update_or_create(user=user, list=kind, defaults=chosen)


def chosen_in(said: QueryDict) -> dict[str, Any]:
    """What a form says of order, density and closed ones, as far as it is understood."""
    chosen: dict[str, Any] = {}
    if said.get("closed") in ("0", "1"):
        chosen["shows_closed"] = said["closed"] == "1"
    if said.get("density") in Density.values:
        chosen["density"] = said["density"]
    sort = said.get("sort")
    if sort is not None and len(sort) <= LONGEST_SORT:
        chosen["sort"] = sort.replace("\x00", "")
    return chosen
