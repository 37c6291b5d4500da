"""The customer's start page: their tickets."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CustomerRequest
from lists.access import LARGEST_KEY
from lists.choices import PORTAL
from lists.choosing import choose, chosen_in
from lists.models import View
from lists.opening import PANEL, address_of, is_bare, view_in
from portal.access import portal_door, tickets_door
from portal.lists import Grammar
from portal.offering import views_for
from portal.things import assets_of
from portal.tickets import Listing, listing
from tickets.sight import sight_of
from ui.addresses import address, kept, written


@require_safe
@never_cache
@portal_door
def start(request: CustomerRequest) -> HttpResponseBase:
    """GET / is their tickets; where no type is released, their objects, or the word that there is nothing yet (BL-15)."""
    if sight_of(request.user).has_tickets:
        return show(request)
    if assets_of(request.user).exists():
        return redirect("portal_assets")
    return render(request, "portal/nothing_yet.html")


@require_safe
@never_cache
@tickets_door
def show(request: CustomerRequest) -> HttpResponse:
    """GET / and /tickets/; `?closed=1` shows closed ones from now on, `?closed=0` hides them again (C-35, T24-58).

    Of a saved view, and of whatever leads on from it, nothing is remembered. `?view=3` goes where that view leads.
    """
    if is_bare(request.GET):
        return _opened(request, view_in(request.GET) or 0)
    tickets = listing(request.user, query=request.GET)
    habit = tickets.grammar.words.habit
    if request.GET.get("closed") in ("0", "1") and "view" not in request.GET and habit.shows_closed != tickets.shows_closed:
        choose(request.user, PORTAL, shows_closed=tickets.shows_closed)
    return render(request, "portal/home.html", _shown(tickets))


@require_safe
@never_cache
@tickets_door
def view(request: CustomerRequest, pk: int) -> HttpResponse:
    """GET /views/3/ goes to the list of a view that staff offer; of others it says that they do not exist."""
    return _opened(request, pk)


@require_POST
@tickets_door
def keep(request: CustomerRequest) -> HttpResponse:
    """POST /habits/ keeps `sort`, `density` or `closed` for this person, and `columns` if it says `chooses=columns`.

    It goes `back` to the list's address, in which what was chosen stands no more, so that it holds.
    """
    chosen = chosen_in(request.POST)
    if request.POST.get("chooses") == "columns":
        chosen["columns"] = [
            column.key for column in Grammar(request.user).possible if column.key in request.POST.getlist("columns")
        ]
    if chosen:
        choose(request.user, PORTAL, **chosen)
    back = QueryDict(request.POST.get("back", "").removeprefix("?"))
    return redirect(reverse("home") + address(back, {}, but=[PANEL, "sort", "density", "closed", "columns"]))


def _opened(request: CustomerRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(View.objects.seen_by(request.user), pk=min(pk, LARGEST_KEY))
    return redirect(reverse("home") + address_of(found))


def _shown(tickets: Listing) -> dict[str, Any]:
    query, panel, headed = tickets.query, tickets.query.get(PANEL), tickets.headings()
    whole = tickets.whole()
    return {
        "tickets": tickets,
        "lines": tickets.lines(),
        "columns": tickets.columns,
        "headings": headed,
        "possible": tickets.grammar.possible if panel == "columns" else [],
        "chips": list(tickets.asked.chips()),
        "editor": tickets.asked.editor(),
        "groups": list(tickets.offered()),
        "kept_by_search": kept(query, but={"q", PANEL}),
        "here": address(query, {}, but=[PANEL]),
        "view": tickets.view,
        "views": views_for(tickets.grammar),
        "link": reverse("home") + written(whole),
    }
