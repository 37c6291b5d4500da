"""A customer's objects: what we know of each, and what they asked about it (RB-5, RB-16)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CustomerRequest
from portal.access import portal_door
from portal.things import asset_for, owned, page_of_assets, page_of_documents, tickets_about
from tickets.sight import sight_of
from ui.searching import words_of


@require_safe
@never_cache
@portal_door
def index(request: CustomerRequest) -> HttpResponse:
    """GET /assets/, `?q=` looks for some."""
    words = words_of(request.GET)
    page = page_of_assets(request.user, words=words, query=request.GET)
    return render(request, "portal/assets.html", {"page": page, "owned": owned(request.user, page.rows), "words": words})


@require_safe
@never_cache
@portal_door
def show(request: CustomerRequest, pk: int) -> HttpResponse:
    """GET /assets/7/ is one of theirs, with its documents (BL-24); a ticket that begins here is about it."""
    asset = asset_for(request.user, pk)
    context = {
        "asset": asset,
        "documents": page_of_documents(request.user, asset, query=request.GET),
        "has_tickets": sight_of(request.user).has_tickets,
        "tickets": tickets_about(request.user, asset),
    }
    return render(request, "portal/asset.html", context)
