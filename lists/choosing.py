"""Keeps what somebody chose for a list."""

from typing import Any

from accounts.models import User
from lists.models import Habit


def choose(user: User, kind: str, **chosen: Any) -> None:
    """`columns`, `sort`, `density`, `shows_closed`: what is not said stays as it was."""
    Habit.objects.update_or_create(user=user, list=kind, defaults=chosen)


def shows_closed(user: User, kind: str) -> bool:
    """Whether closed ones are shown in a list whose address does not say."""
    return bool(Habit.objects.filter(user=user, list=kind).values_list("shows_closed", flat=True).first())
