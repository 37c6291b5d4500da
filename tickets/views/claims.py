"""Taking a ticket for oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.claiming import AlreadyClaimed, claim
from tickets.choices import Verb
from tickets.views.pages import answered, ticket_page
from tickets.views.undoings import undo_tag


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/claim/ makes it one's own (BR-10); whoever was slower reads who has it."""
    ticket = ticket_for(request.user, number)
    try:
        claim(ticket, by=request.user)
    except AlreadyClaimed as refusal:
        return ticket_page(request, ticket_for(request.user, number), problem=refusal, status=409)
    messages.success(request, _("The ticket is yours."), extra_tags=undo_tag(ticket, Verb.CLAIMED, by=request.user))
    return answered(request, ticket)
