"""The customer's start page: their tickets."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CustomerRequest
from portal.access import portal_door
from portal.tickets import listing

REMEMBERED = "portal_shows_closed"


@require_safe
@never_cache
@portal_door
def show(request: CustomerRequest) -> HttpResponse:
    """GET / and /tickets/; `?closed=1` shows closed ones from now on, `?closed=0` hides them again (T24-58)."""
    if request.GET.get("closed") in ("0", "1"):
        request.session[REMEMBERED] = request.GET["closed"] == "1"
    tickets = listing(request.user, query=request.GET, shows_closed=request.session.get(REMEMBERED, False))
    return render(request, "portal/home.html", {"tickets": tickets})
