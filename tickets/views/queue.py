"""The queue: what is to be done, one line a ticket."""

from collections.abc import Iterator
from functools import partial

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from accounts import settings_pages
from accounts.access import StaffRequest, agent_required, signed_in
from accounts.choices import Permission
from accounts.models import User
from lists.choices import ListKind
from lists.forms import ViewForm
from lists.opening import PANEL, is_bare
from notifications import bell
from tickets.columns import STANDARD, lines_of
from tickets.context import links_for
from tickets.filters import Listing, listing_of
from tickets.models import Mailbox
from tickets.overlooked import overlooked
from tickets.searching.paging import RELEVANCE
from tickets.sorting import offered
from tickets.tabling import amount
from tickets.totals import totals_of
from tickets.views.viewing import headings_of, opened, views_shown
from ui.addresses import address, kept


@signed_in
def home(request: StaffRequest) -> HttpResponse:
    """GET / goes where this person works."""
    if request.user.may(Permission.WORK_TICKETS):
        return redirect("queue")
    if request.user.may(Permission.MANAGE_CUSTOMERS):
        return redirect("contacts")
    pages = settings_pages.links(request.user)
    return redirect(pages[0].url if pages else "profile")


@require_safe
@agent_required
def queue(request: StaffRequest) -> HttpResponse:
    """GET /tickets/ shows a queue, filtered, sorted, searched, a page at a time; htmx gets the list alone, or 304.

    `?view=12` goes where that view leads.
    """
    if is_bare(request.GET):
        return opened(request, ListKind.TICKETS)
    answer = _unchanged_or_list(request) if request.htmx else page(request)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def page(
    request: StaffRequest, *, query: QueryDict | None = None, view_form: ViewForm | None = None, status: int = 200
) -> HttpResponse:
    """The list of the address, or of a `query`, with the form of a view that could not be saved."""
    shown = _shown(request, request.GET if query is None else query, view_form=view_form)
    return render(request, "tickets/queue.html", shown, status=status)


@conditional_page
def _unchanged_or_list(request: StaffRequest) -> HttpResponse:
    return render(request, "tickets/queue/answer.html", _shown(request, request.GET))


def _lacks_mailbox(user: User) -> bool:
    """Whoever can mend it hears in an empty queue that no mail can come in."""
    return user.may(Permission.MANAGE_MAIL) and not Mailbox.objects.filter(is_active=True).exists()


def _shown(request: StaffRequest, query: QueryDict, *, view_form: ViewForm | None = None) -> dict[str, object]:
    user = request.user
    listing = listing_of(query, user=user)
    page, panel, unseen = listing.page(), query.get(PANEL), bell.unseen_topics(user)
    rail = links_for(request, user, listing.grammar)
    return {
        "listing": listing,
        "queue": listing.queue,
        "page": page,
        "lines": lines_of(page.rows, listing.columns, listing.traces(page.rows)),
        "columns": listing.columns,
        "headings": headings_of(listing.sorting, _headed(listing), query, now=listing.sort),
        "has_cells": any(not column.is_standard for column in listing.columns),
        "left_out": " ".join(set(STANDARD) - {column.key for column in listing.columns}),
        "possible": listing.possible if panel == "columns" else [],
        "chips": list(listing.asked.chips()),
        "editor": listing.asked.editor(),
        "groups": list(listing.offered()),
        "sorts": [*([RELEVANCE] if listing.meaning else []), *offered(listing.sorting)],
        "closed_too": listing.shows_closed,
        "overlooked": partial(overlooked, listing),
        "totals": None if listing.queue.is_done else totals_of(listing, open_ones=rail.amounts.get(listing.queue.key)),
        "lacks_mailbox": partial(_lacks_mailbox, user),
        "unseen": set(unseen),
        "bell_count": min(len(unseen), 100),
        "kept_by_search": kept(query, but={"q", PANEL}),
        "most_in_file": amount(),
        "here": address(query, {}, but=[PANEL]),
        "rail": rail,
        **views_shown(listing.view, listing.whole(), kind=ListKind.TICKETS, user=user, panel=panel, form=view_form),
    }


def _headed(listing: Listing) -> Iterator[tuple[str, str]]:
    """What stands in every line, then the columns."""
    for key in ("priority", "pk", "subject"):
        yield key, listing.sorting.orders[key][0]
    for column in listing.columns:
        yield column.key, column.label
