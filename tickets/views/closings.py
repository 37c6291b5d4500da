"""Closing a ticket, and opening it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.closing import close, reopen
from tickets.actions.moving import Incomplete, NotAllowed
from tickets.choices import Verb
from tickets.forms.properties import refusal_in_words
from tickets.views.pages import answered
from tickets.views.undoings import undo_tag


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/closing/ closes it; the customer is told."""
    ticket = ticket_for(request.user, number)
    try:
        close(ticket, by=request.user)
    except (NotAllowed, Incomplete) as refusal:
        messages.error(request, refusal_in_words(refusal))
        return answered(request, ticket)
    messages.success(request, _("Closed."), extra_tags=undo_tag(ticket, Verb.CLOSED, by=request.user))
    return answered(request, ticket)


@require_POST
@agent_required
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/reopening/ opens it again."""
    ticket = ticket_for(request.user, number)
    reopen(ticket, by=request.user)
    messages.success(request, _("Open again."))
    return answered(request, ticket)
