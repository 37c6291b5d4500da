"""Keeps how somebody likes to read."""

from accounts.models import User
from tickets.models import Preference


def keep_order(user: User, *, newest_first: bool) -> None:
    """Of conversations: the newest message at the top, or at the end."""
    Preference.objects.update_or_create(user=user, defaults={"newest_first": newest_first})
