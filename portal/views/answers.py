"""The customer's answers."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import CustomerRequest
from customers.models import Contact
from portal.access import contact_of, tickets_door
from portal.forms import AnswerForm
from portal.views.tickets import ticket_page
from tickets.access import ticket_for
from tickets.actions.following import hear
from tickets.choices import Source
from tickets.models import Message, Ticket


@require_POST
@tickets_door
def create(request: CustomerRequest, number: int) -> HttpResponse:
    """POST /tickets/42/answers/ (RB-17); the same form twice is one answer. Long after the end it opens a new ticket."""
    ticket, contact = ticket_for(request.user, number), contact_of(request.user)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return ticket_page(request, ticket, form=form, status=422)
    message = _hear(ticket, contact, form.said())
    if message.ticket_id == ticket.pk:
        messages.success(request, _("Thank you, your answer has reached us."))
    else:
        messages.success(request, _("Thank you. Your ticket has the number %(number)s.") % {"number": f"#{message.ticket_id}"})
    return redirect("portal_ticket", number=message.ticket_id)


def _hear(ticket: Ticket, contact: Contact, said: dict[str, Any]) -> Message:
    try:
        return hear(ticket, by=contact, source=Source.PORTAL, **said)
    except IntegrityError:
        there = Message.objects.filter(contact=contact, message_id=said["message_id"]).first()
        if there is None:
            raise
        return there
