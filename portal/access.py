"""Who may pass a door of the portal, and whether there is a portal at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from accounts.access import signed_in
from accounts.models import User
from customers.models import Contact
from tenants.divisions.models import Division
from tickets.sight import sight_of

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]


def portal_door(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Customers only. Where every division has switched portal or tickets off there is a friendly 404 (C-02)."""
    guarded = signed_in(view)

    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not Division.objects.filter(has_portal=True, has_tickets=True).exists():
            request.portal_is_off = True  # type: ignore[attr-defined]  # for `portal.context`
            return render(request, "portal/switched_off.html", status=404)
        return guarded(request, *args, **kwargs)

    return door


def tickets_door(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The same for whatever is about tickets: without a released type there is nothing of the kind (BL-15)."""

    @wraps(view)
    def door(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not sight_of(request.user).has_tickets:
            raise Http404
        return view(request, *args, **kwargs)

    return portal_door(door)


def contact_of(user: User) -> Contact:
    """The customer behind the login; a login that lost its contact finds nothing here."""
    contact = Contact.objects.filter(user=user).select_related("organisation").first()
    if contact is None:
        raise Http404
    return contact
