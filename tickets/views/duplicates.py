"""Tickets of a list that probably say the same (CP-12)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tickets.duplicates import DAYS, duplicates_in
from tickets.filters import listing_of
from ui.addresses import address, kept

#: How far apart two can be opened.
CHOICES = (1, 7, DAYS, 30, 90)


@require_safe
@agent_required
def index(request: StaffRequest) -> HttpResponse:
    """GET /tickets/duplicates/ looks through the list of the same address; `days` says how far apart two can be opened."""
    days = int(said) if (said := request.GET.get("days", "")) in map(str, CHOICES) else DAYS
    listing = listing_of(request.GET, user=request.user)
    context = {
        "found": duplicates_in(listing.tickets(), days=days),
        "listing": listing,
        "days": days,
        "choices": CHOICES,
        "kept": kept(request.GET, but=["days"]),
        "list": address(request.GET, {}, but=["days"]),
    }
    return render(request, "tickets/mass/duplicates.html", context)
