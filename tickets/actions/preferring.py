"""Keeps how somebody likes to read."""

from collections.abc import Sequence

from accounts.models import User
from tickets.models import Preference


def keep_order(user: User, *, newest_first: bool) -> None:
    """Of conversations: the newest message at the top, or at the end."""
    Preference.objects.update_or_create(user=user, defaults={"newest_first": newest_first})


def keep_columns(user: User, *, columns: Sequence[str] | None) -> None:
    """Of the queue, by their keys; nothing is the usual ones."""
    Preference.objects.update_or_create(user=user, defaults={"columns": None if columns is None else list(columns)})
