"""Tickets that are probably about the same: while somebody writes one down, and beside one that is there."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tickets.access import bare_ticket_for
from tickets.forms.likening import DraftForm
from tickets.models import Ticket, TicketAsset, TicketLink
from tickets.searching.likening import about, similar


@require_safe
@agent_required
def of_draft(request: StaffRequest) -> HttpResponse:
    """GET /tickets/similar/?subject=…&requester=7&asset=3, or with `email` and `assets` as the form for a new ticket has them.

    To htmx the hint in that form; nothing where nothing is alike.
    """
    what = DraftForm(request.GET).about()
    likes = similar(what, user=request.user) if what else []
    return _answer(request, "tickets/similar/hint.html", "tickets/similar/page.html", {"likes": likes})


@require_safe
@agent_required
def of_ticket(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/similar/ and what can be done with each; to htmx the box on the ticket's page."""
    ticket = bare_ticket_for(request.user, number)
    assets = TicketAsset.objects.filter(ticket=ticket).values_list("asset", flat=True)
    likes = similar(about(ticket, assets=list(assets)), user=request.user)
    context = {"ticket": ticket, "likes": likes, "linked": _linked(ticket) if likes else set()}
    return _answer(request, "tickets/similar/box.html", "tickets/similar/of_ticket.html", context)


def _linked(ticket: Ticket) -> set[int]:
    links = TicketLink.objects.filter(Q(source=ticket) | Q(target=ticket)).values_list("source", "target")
    return {key for pair in links for key in pair}


def _answer(request: StaffRequest, part: str, page: str, context: dict[str, object]) -> HttpResponse:
    answer = render(request, part if request.htmx else page, context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
