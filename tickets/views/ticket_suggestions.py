"""Tickets, while one types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.searching.meaning import meaning_of
from tickets.searching.ranking import best
from ui.searching import words_of

#: Of the newest that have the words so many are ranked, and the best shown.
RANKED, MOST = 100, 12


@require_safe
@agent_required
def index(request: StaffRequest) -> HttpResponse:
    """GET /suggestions/tickets/?other=… is a handful of options: the best, or where nothing is typed the liveliest."""
    words = words_of(request.GET, next(iter(request.GET), ""))
    tickets = Ticket.objects.visible_to(request.user).select_related("requester", "status")
    return render(request, "tickets/records/_suggestions.html", {"tickets": _found(tickets, words, request.user)})


def _found(tickets: TicketQuerySet, words: str, user: User) -> list[Ticket]:
    if not words:
        return list(tickets.order_by("-last_activity_at", "-pk")[:MOST])
    keys = best(tickets, meaning_of(words), user=user, most=RANKED).keys[:MOST]
    rows = tickets.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
