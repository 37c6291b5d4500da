"""Tickets, while one types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tickets.models import Ticket
from ui.searching import words_of

MOST = 12


@require_safe
@agent_required
def index(request: StaffRequest) -> HttpResponse:
    """GET /suggestions/tickets/?other=… is a handful of options, the liveliest first."""
    words = words_of(request.GET, next(iter(request.GET), ""))
    tickets = Ticket.objects.visible_to(request.user).select_related("requester", "status")
    if words:
        tickets = tickets.matching(words, seen_by=request.user)
    found = tickets.order_by("-last_activity_at", "-pk")[:MOST]
    return render(request, "tickets/records/_suggestions.html", {"tickets": found})
