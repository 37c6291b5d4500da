"""The queue: what is to be done, one line a ticket."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from accounts import settings_pages
from accounts.access import StaffRequest, agent_required, signed_in
from accounts.choices import Permission
from notifications import bell
from tickets.choices import DONE_CATEGORIES
from tickets.filters import SORTS, TicketFilter, sort_named
from tickets.queues import queue_named
from ui.listing import NEWER, OLDER, page_of

#: What the form of filters sets itself; the rest of the address stays when it is sent.
CONTROLS = {"status", "responsible", "team", "priority", "category"}
#: Who asks for these need not say "closed too".
DONE = frozenset(DONE_CATEGORIES)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address of the list without it."""

    label: str
    value: str
    remove: str


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
    answer = _unchanged_or_list(request) if request.htmx else render(request, "tickets/queue.html", _listing(request))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@conditional_page
def _unchanged_or_list(request: StaffRequest) -> HttpResponse:
    return render(request, "tickets/queue/answer.html", _listing(request))


def _listing(request: StaffRequest) -> dict[str, object]:
    user, query = request.user, request.GET
    chosen = queue_named(query.get("queue", ""))
    sort = sort_named(query.get("sort", ""))
    done_too = bool(query.get("closed")) or not DONE.isdisjoint(query.getlist("status"))
    narrowed = TicketFilter(query, queryset=chosen.tickets(user, done_too=done_too).for_list(), request=request)
    return {
        "queue": chosen,
        "page": page_of(narrowed.qs, by=sort.by, query=query),
        "filter": narrowed,
        "chips": list(_chips(narrowed, query)),
        "sort": sort,
        "sorts": SORTS,
        "done_too": bool(query.get("closed")),
        "unseen": bell.unseen_topics(user),
        "words": query.get("q", ""),
        "kept_by_search": _kept(query, but={"q"}),
        "kept_by_filter": _kept(query, but=CONTROLS),
    }


def _chips(narrowed: TicketFilter, query: QueryDict) -> Iterator[Chip]:
    for name, value in narrowed.form.cleaned_data.items():
        if not value or name == "q":
            continue
        field = narrowed.form.fields[name]
        shown = ", ".join(str(dict(field.choices)[key]) for key in value) if isinstance(value, list) else str(value)
        yield Chip(str(field.label), shown, remove=_without(query, name))


def _kept(query: QueryDict, *, but: set[str]) -> list[tuple[str, str]]:
    gone = {*but, NEWER, OLDER}
    return [(name, value) for name, values in query.lists() if name not in gone for value in values]


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for gone in (name, NEWER, OLDER):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
