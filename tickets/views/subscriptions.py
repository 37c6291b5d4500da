"""Watching a ticket."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.subscribing import subscribe, unsubscribe


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/subscription/ (CP-14)"""
    ticket = ticket_for(request.user, number)
    subscribe(ticket, by=request.user)
    path = reverse("unsubscription", kwargs={"number": ticket.pk})
    messages.success(request, _("You are notified of every message here."), extra_tags=f"undo:{path}")
    return redirect(ticket)


@require_POST
@agent_required
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/unsubscription/"""
    ticket = ticket_for(request.user, number)
    unsubscribe(ticket, by=request.user)
    path = reverse("subscription", kwargs={"number": ticket.pk})
    messages.success(request, _("You are no longer notified."), extra_tags=f"undo:{path}")
    return redirect(ticket)
