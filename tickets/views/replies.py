"""Answers to the customer."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.replying import reply
from tickets.actions.saying import once
from tickets.forms.talking import ReplyForm
from tickets.views.pages import Forms, answered, ticket_page


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/replies/ sends an answer to the customer; the same form twice sends one."""
    ticket = ticket_for(request.user, number)
    form = ReplyForm(request.POST, request.FILES)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(reply=form), status=422)
    said = form.said()
    with once(said["message_id"], ticket=ticket):
        reply(ticket, by=request.user, **said)
    messages.success(request, _("Your answer is on its way to %(name)s.") % {"name": ticket.requester})
    return answered(request, ticket)
