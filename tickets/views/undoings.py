"""Undoing what the history says."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.access import LARGEST_NUMBER, ticket_for
from tickets.actions.taking_back import CannotTakeBack, take_back
from tickets.choices import Verb
from tickets.models import Event, Ticket
from tickets.undoing import standing
from tickets.views.pages import answered


@require_POST
@agent_required
def create(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/events/7/undo/ (B-6)"""
    ticket = ticket_for(request.user, number)
    event = get_object_or_404(ticket.events, pk=min(pk, LARGEST_NUMBER))
    try:
        take_back(event, by=request.user)
    except CannotTakeBack:
        messages.error(request, _("This can't be undone any more: it was changed again since, or what it was is gone."))
    else:
        messages.success(request, _("Undone."))
    return answered(request, ticket)


def undo_tag(ticket: Ticket, *verbs: Verb, by: User) -> str:
    """For the toast of what this person just did: the button that undoes it; empty where nothing can be undone."""
    latest = Event.objects.filter(ticket=ticket, verb__in=verbs, actor=by).order_by("pk").last()
    return _tag(latest) if latest and standing([latest]) else ""


def undo_tag_of_save(ticket: Ticket, *, by: User) -> str:
    """As `undo_tag`, where one thing was changed since the ticket was read; several are undone one by one in the history."""
    since = Event.objects.filter(ticket=ticket, actor=by, data__version__gt=ticket.version, data__has_key="field")
    changed = standing(since.order_by("pk"))
    return _tag(changed[0]) if len(changed) == 1 else ""


def _tag(event: Event) -> str:
    return f"undo:{reverse('event_undo', kwargs={'number': event.ticket_id, 'pk': event.pk})}"
