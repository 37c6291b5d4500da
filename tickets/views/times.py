"""The time of a ticket: its clocks, and what was spent on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.stays import stays_of


@require_safe
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/time/"""
    ticket = ticket_for(request.user, number)
    return render(request, "tickets/records/time.html", {"ticket": ticket, "stays": stays_of(ticket)})
