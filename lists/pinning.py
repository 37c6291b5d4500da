"""Puts views within reach, or out of the way."""

from accounts.models import User
from lists.models import Pin, View


def pin(view: View, *, by: User, is_pinned: bool) -> None:
    """Only for this person; twice is once."""
    Pin.objects.update_or_create(user=by, view=view, defaults={"is_pinned": is_pinned})
