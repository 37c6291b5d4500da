"""What a ticket has to do with others: choose one, or create one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import LARGEST_NUMBER, ticket_for
from tickets.actions.linking import AlreadyLinked, GoesRound, link, unlink
from tickets.choices import LinkKind, Verb
from tickets.forms.linking import WAYS, LinkForm
from tickets.models import Ticket, TicketLink
from tickets.views.undoings import undo_tag
from ui.keys import key_in


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/links/ chooses another ticket (CP-38); from here one is created, too."""
    ticket = ticket_for(request.user, number)
    form = LinkForm(request.POST or None, ticket=ticket, user=request.user)
    if form.is_valid() and _linked(form, ticket, request):
        messages.success(request, _("Linked."), extra_tags=undo_tag(ticket, Verb.LINKED, by=request.user))
        return redirect(ticket)
    context = {"ticket": ticket, "form": form, "ways": WAYS}
    return render(request, "tickets/records/links.html", context, status=422 if form.is_bound else 200)


@require_POST
@agent_required
def remove(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/links/7/removal/"""
    ticket = ticket_for(request.user, number)
    links = TicketLink.objects.filter(source=ticket) | TicketLink.objects.filter(target=ticket)
    unlink(get_object_or_404(links.select_related("source", "target"), pk=min(pk, LARGEST_NUMBER)), by=request.user)
    messages.success(request, _("The link is removed."), extra_tags=undo_tag(ticket, Verb.UNLINKED, by=request.user))
    return redirect(ticket)


def link_new(request: StaffRequest, ticket: Ticket) -> None:
    """A ticket that was created from another's page (`?link=42&way=parent`: 42 is its parent) is linked to it."""
    number, way = key_in(request.GET.get("link", "")), request.GET.get("way", "")
    if number is None or way not in dict(WAYS):
        return
    origin = Ticket.objects.visible_to(request.user).numbered(number).first()
    if origin is not None and origin != ticket:
        _link(origin, ticket, way, request)


def _linked(form: LinkForm, ticket: Ticket, request: StaffRequest) -> bool:
    """Linked as the form says; else the form says why not."""
    try:
        _link(ticket, form.cleaned_data["other"], form.cleaned_data["way"], request)
    except AlreadyLinked:
        form.add_error("other", _("These two are linked already; remove that link first."))
    except GoesRound:
        form.add_error("other", _("A ticket cannot be above its own parent."))
    return form.is_valid()


def _link(ticket: Ticket, other: Ticket, way: str, request: StaffRequest) -> None:
    source, to = (other, ticket) if way.startswith("-") else (ticket, other)
    link(source, to=to, kind=LinkKind(way.lstrip("-")), by=request.user)
