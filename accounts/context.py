"""What layouts know of the person who is asking."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.settings_pages import links
from notifications import bell
from tenants.choices import Surface


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """`bell_count` and `settings_nav` of staff, `account_layout` of everybody; the rail's links are the desk's own."""
    surface = getattr(request, "surface", Surface.PUBLIC)
    if surface != Surface.DESK:
        return {"account_layout": "layouts/portal.html"}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"account_layout": "layouts/desk.html"}
    return {
        "account_layout": "layouts/desk.html",
        "bell_count": SimpleLazyObject(lambda: bell.unseen_count(user)),
        "settings_nav": SimpleLazyObject(lambda: links(user, path=request.path)),
    }
