"""Where customers can go, besides their tickets."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from portal.things import assets_of
from tenants.choices import Surface
from tickets.context import Link
from tickets.sight import sight_of


def rail(request: HttpRequest) -> dict[str, Any]:
    """`rail` for the portal's layout; nothing where customers have nothing but tickets, or the portal is off (C-02).

    `may_create`: whether any type is released to them for new tickets (C-13).
    """
    user = getattr(request, "user", None)
    if getattr(request, "surface", None) != Surface.PORTAL or user is None or not user.is_authenticated:
        return {}
    return {
        "rail": SimpleLazyObject(lambda: list(_links(request, user))),
        "may_create": SimpleLazyObject(lambda: bool(sight_of(user).has_tickets and sight_of(user).creatable)),
    }


def _links(request: HttpRequest, user: User) -> Iterator[Link]:
    if getattr(request, "portal_is_off", False) or not assets_of(user).exists():
        return
    is_about_objects = request.path.startswith("/assets/")
    at_home = request.path == "/" or request.path.startswith("/tickets/")
    if sight_of(user).has_tickets:
        yield Link(_("My tickets"), reverse("home"), "ticket", is_current=at_home)
    yield Link(_("My objects"), reverse("portal_assets"), "box", is_current=is_about_objects)
