"""Colleagues who can be mentioned in a note."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.access import ticket_for

MOST = 6


@require_safe
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/colleagues/?mention=be is a handful of those who may see the ticket."""
    ticket_for(request.user, number)
    found = User.objects.assignable().exclude(pk=request.user.pk)
    if words := " ".join(request.GET.get("mention", "")[:100].split()):
        found = found.filter(Q(name__istartswith=words) | Q(name__icontains=f" {words}"))
    return render(request, "tickets/ticket/_colleagues.html", {"colleagues": found[:MOST]})
