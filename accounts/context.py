"""What layouts know of the person who is asking."""

from typing import Any

from django.http import HttpRequest

from notifications import bell
from tenants.choices import Surface


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`bell_count` of staff; the rail's links are the desk's own (`tickets`)."""
    user = getattr(request, "user", None)
    if getattr(request, "surface", None) != Surface.DESK or user is None or not user.is_authenticated:
        return {}
    return {"bell_count": bell.unseen_count(user)}
