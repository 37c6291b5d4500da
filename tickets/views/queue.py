"""The queue: what is to be done, one line a ticket."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from accounts import settings_pages
from accounts.access import StaffRequest, agent_required, signed_in
from accounts.choices import Permission
from accounts.models import User
from notifications import bell
from tickets.columns import STANDARD, chosen, columns_of, lines_of, shown_in
from tickets.filters import SORTS, listing_of
from tickets.models import Mailbox
from tickets.tabling import amount
from ui.facets import address, kept
from ui.listing import page_of

#: Names what is open below the bar.
PANEL = "panel"


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
    """GET /tickets/ shows a queue, filtered, sorted, searched, a page at a time; htmx gets the list alone, or 304."""
    answer = _unchanged_or_list(request) if request.htmx else render(request, "tickets/queue.html", _shown(request))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@conditional_page
def _unchanged_or_list(request: StaffRequest) -> HttpResponse:
    return render(request, "tickets/queue/answer.html", _shown(request))


def _lacks_mailbox(user: User) -> bool:
    """Whoever can mend it hears in an empty queue that no mail can come in."""
    return user.may(Permission.MANAGE_MAIL) and not Mailbox.objects.filter(is_active=True).exists()


def _shown(request: StaffRequest) -> dict[str, object]:
    user, query = request.user, request.GET
    listing = listing_of(query, user=user)
    possible = columns_of(listing.vocabulary)
    columns = chosen(possible, listing.vocabulary.wanted)
    page = page_of(listing.tickets(), by=listing.sort.by, query=query, shown=partial(shown_in, columns=columns))
    return {
        "listing": listing,
        "queue": listing.queue,
        "page": page,
        "lines": lines_of(page.rows, columns),
        "columns": columns,
        "has_cells": any(not column.is_standard for column in columns),
        "left_out": " ".join(set(STANDARD) - {column.key for column in columns}),
        "possible": possible if query.get(PANEL) == "columns" else [],
        "chips": list(listing.asked.chips()),
        "editor": listing.asked.editor(),
        "groups": list(listing.offered()),
        "sorts": SORTS,
        "closed_too": bool(query.get("closed")),
        "lacks_mailbox": partial(_lacks_mailbox, user),
        "unseen": bell.unseen_topics(user),
        "kept_by_search": kept(query, but={"q", PANEL}),
        "most_in_file": amount(),
        "here": address(query, {}, but=[PANEL]),
    }
