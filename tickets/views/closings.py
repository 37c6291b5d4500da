"""Closing a ticket, and opening it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.agreeing import OthersHear
from tickets.actions.closing import close, reopen
from tickets.actions.moving import Incomplete, NotAllowed
from tickets.choices import Verb
from tickets.forms.agreeing import agreed_in
from tickets.forms.properties import refusal_in_words
from tickets.views.pages import answered, ticket_page
from tickets.views.undoings import undo_tag


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/closing/ closes it; the customer is told."""
    ticket = ticket_for(request.user, number)
    agreed = agreed_in(request, by=request.user)
    try:
        close(ticket, by=request.user, agreed=agreed)
    except OthersHear as refusal:
        return ticket_page(request, ticket, problem=refusal, status=409)
    except (NotAllowed, Incomplete) as refusal:
        messages.error(request, refusal_in_words(refusal))
        return answered(request, ticket)
    words = _("Closed. Nobody was told.") if agreed.silent else _("Closed.")
    messages.success(request, words, extra_tags=undo_tag(ticket, Verb.CLOSED, by=request.user))
    return answered(request, ticket)


@require_POST
@agent_required
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/reopening/ opens it again."""
    ticket = ticket_for(request.user, number)
    reopen(ticket, by=request.user)
    messages.success(request, _("Open again."))
    return answered(request, ticket)
