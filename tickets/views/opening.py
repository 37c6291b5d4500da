"""A new ticket, written down by staff."""

from typing import Any, TypeVar

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from customers.models import Asset, Contact
from customers.suggesting import contacts_like
from tickets.actions.opening import open_ticket
from tickets.choices import Source
from tickets.forms.opening import NewTicketForm
from tickets.forms.switching import is_switched, typed_form
from tickets.models import Ticket
from tickets.offering import types_for_object
from tickets.views.ticket_links import link_new
from ui.keys import key_in

Noun = TypeVar("Noun", Contact, Asset)


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest) -> HttpResponse:
    """GET, POST /tickets/new/ (CP-8), `?type=3` chooses the type; the same form twice makes one ticket."""
    given = _given(request)
    types = types_for_object(given.get("assets"))
    form = typed_form(request, types, NewTicketForm, **given)
    if not form.is_valid():
        context = {"form": form, "types": types, "contacts": contacts_like("")}
        page = "tickets/new/answer.html" if is_switched(request) else "tickets/new.html"
        return render(request, page, context, status=422 if form.is_bound else 200)
    ticket = _open(form, request)
    link_new(request, ticket)
    messages.success(request, _("Ticket #%(number)s is created.") % {"number": ticket.pk})
    return redirect(ticket)


def _open(form: NewTicketForm, request: StaffRequest) -> Ticket:
    try:
        return open_ticket(by=request.user, source=Source.DESK, **form.told())
    except IntegrityError:
        return Ticket.objects.get(messages__message_id=form.message_id)


def _given(request: StaffRequest) -> dict[str, Any]:
    """From a contact's page the customer is known already, from an object's the object (RB-5).

    Another type of ticket is asked for with the object that was chosen meanwhile.
    """
    contact, asset = _named(request, "requester", Contact), _named(request, "asset", Asset)
    known: dict[str, Any] = {"email": contact.email, "name": contact.name} if contact else {}
    return known | ({"assets": asset} if asset else {})


def _named(request: StaffRequest, name: str, noun: type[Noun]) -> Noun | None:
    key = key_in(request.GET.get(name, ""))
    return None if key is None else noun._default_manager.filter(pk=key).first()
