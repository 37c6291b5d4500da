"""A customer's ticket: to read, and to open a new one."""

from functools import partial

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CustomerRequest
from customers.models import Asset, Contact
from portal.access import contact_of, tickets_door
from portal.forms import AnswerForm, NewTicketForm
from portal.things import THINGS, assets_of, things_of
from portal.types import types_for
from tickets.access import ticket_for
from tickets.actions.opening import open_ticket
from tickets.choices import Source
from tickets.documents import latest_documents
from tickets.fields import shown_to_customers
from tickets.forms.switching import is_switched, typed_form
from tickets.models import Message, Ticket
from tickets.reopening import answering
from tickets.revisions import is_own, settled
from tickets.showing import said_of
from tickets.sight import sight_of
from tickets.stretches import moment, stretch_of
from tickets.timeline import files_beside
from tickets.views.documents import BESIDE as FILES_BESIDE
from tickets.views.documents import with_places
from ui.keys import key_in, keys_in


@require_safe
@never_cache
@tickets_door
def show(request: CustomerRequest, number: int) -> HttpResponse:
    """GET /tickets/42/ shows what was said to each other, never what we said among ourselves (RB-15)."""
    ticket = ticket_for(request.user, number)
    if ticket.pk != number:
        return redirect("portal_ticket", number=ticket.pk)
    return ticket_page(request, ticket, form=AnswerForm())


def ticket_page(request: CustomerRequest, ticket: Ticket, *, form: AnswerForm, status: int = 200) -> HttpResponse:
    stretch = stretch_of(ticket, seen_by=request.user, before=moment(request.GET.get("before", "")))
    for entry in (stretch.opening, *stretch.entries):
        if isinstance(entry, Message):
            entry.files = files_beside(entry)  # type: ignore[attr-defined]  # for the template
            entry.is_open = is_own(request.user, entry) and not settled(entry, ticket)  # type: ignore[attr-defined]  # as above
    rules = shown_to_customers(ticket)
    context = {
        "ticket": ticket,
        "stretch": stretch,
        "form": form,
        "answering": answering(ticket),
        "said": said_of(ticket, [rule for rule in rules if rule.key not in THINGS]),
        "things": things_of(ticket, rules, user=request.user),
        "documents": with_places(latest_documents(ticket, seen_by=request.user, most=FILES_BESIDE + 1)),
        "files_beside": FILES_BESIDE,
    }
    return render(request, "portal/ticket.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@tickets_door
def create(request: CustomerRequest) -> HttpResponse:
    """GET, POST /tickets/new/ (T24-42), `?type=3` chooses the type; the same form twice makes one ticket.

    From an object's page the object is known already: `?asset=7` (RB-5). Where nothing is released for creating, 404.
    """
    contact, sight, about = contact_of(request.user), sight_of(request.user), _about(request)
    types = types_for(sight, _leading(request, about))
    if not types:
        raise Http404
    form = typed_form(request, types, partial(NewTicketForm, sight=sight, about=about), assets=[about.pk] if about else [])
    if not form.is_valid():
        page = "portal/new_answer.html" if is_switched(request) else "portal/new.html"
        return render(request, page, {"form": form, "types": types}, status=422 if form.is_bound else 200)
    ticket = _open(form, contact)
    messages.success(request, _("Thank you. Your ticket has the number %(number)s.") % {"number": f"#{ticket.pk}"})
    return redirect("portal_ticket", number=ticket.pk)


def _leading(request: CustomerRequest, about: Asset | None) -> list[Asset]:
    """What says which types there are. A form that is sent for good keeps its type, and is told beside the object if it can't."""
    if request.method != "POST":
        return [about] if about else []
    chosen = keys_in(request.POST.getlist("assets"))
    if "other_type" not in request.POST or not chosen:
        return []
    return list(assets_of(request.user).filter(pk__in=chosen)[:1])


def _about(request: CustomerRequest) -> Asset | None:
    """Somebody else's object is none."""
    key = key_in(request.POST.get("about") or request.GET.get("asset", ""))
    return None if key is None else assets_of(request.user).filter(pk=key).first()


def _open(form: NewTicketForm, contact: Contact) -> Ticket:
    said = form.said()
    try:
        return open_ticket(requester=contact, source=Source.PORTAL, **said)
    except IntegrityError:
        there = Ticket.objects.filter(requester=contact, messages__message_id=said["message_id"]).first()
        if there is None:
            raise
        return there
