"""The customer's answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import CustomerRequest
from portal.access import contact_of, portal_door
from portal.forms import AnswerForm
from portal.views.tickets import ticket_page
from tickets.access import ticket_for
from tickets.actions.answering import answer
from tickets.actions.saying import once
from tickets.choices import Source


@require_POST
@portal_door
def create(request: CustomerRequest, number: int) -> HttpResponse:
    """POST /tickets/42/answers/ (RB-17); the same form twice is one answer."""
    ticket, contact = ticket_for(request.user, number), contact_of(request.user)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return ticket_page(request, ticket, form=form, status=422)
    said = form.said()
    with once(said["message_id"], ticket=ticket):
        answer(ticket, by=contact, source=Source.PORTAL, **said)
    messages.success(request, _("Thank you, your answer has reached us."))
    return redirect("portal_ticket", number=ticket.pk)
