"""What somebody looks for by name or number, wherever at the desk it lies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.choices import Permission
from accounts.models import Team, User
from customers.kinds import ASSETS, CONTACTS, ORGANISATIONS, Kind
from customers.models import Organisation
from lists.choices import Audience, ListKind
from lists.models import View
from tickets.at_once import at_once
from tickets.models import Status, Ticket
from tickets.places import Place, place_of, places
from tickets.queues import queue_of
from tickets.searching.meaning import Meaning, meaning_of
from tickets.searching.ranking import best
from tickets.searching.tracing import Trace, traces
from tickets.vocabulary import vocabulary

#: Of each kind; more would have to be read.
MOST = 8
#: Of the newest tickets that have the words so many are ranked, and the best shown.
RANKED = 100
#: What of customers is looked through, and what its page is called.
CUSTOMERS: Mapping[str, tuple[Kind, str, str]] = {
    "contacts": (CONTACTS, "contact", "users-round"),
    "organisations": (ORGANISATIONS, "organisation", "building-2"),
    "assets": (ASSETS, "asset", "box"),
}
Rows = Mapping[str, Sequence[Any]]
Traces = Mapping[int, Trace]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing and the way to it; `tone` is a ticket's status, `trace` where a ticket was found."""

    title: str
    url: str
    icon: str
    detail: str = ""
    tone: str = ""
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """At most `MOST` of a kind."""

    key: str
    label: str
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Answer:
    """`meaning` is how the words were read where tickets were looked for."""

    groups: Sequence[Group]
    meaning: Meaning | None


def find(user: User, words: str) -> Answer:
    """Only what this person may see; as many queries however much there is. Nothing typed finds one's own open tickets."""
    works = user.may(Permission.WORK_TICKETS)
    meaning = meaning_of(words) if words and works else None
    keys = _tickets(user, meaning) if works else []
    sets = _sets(user, words, keys)
    rows = at_once(**sets) if sets else {}
    tickets = sorted(rows.get("tickets", []), key=lambda ticket: keys.index(ticket.pk))
    known: Any = SimpleLazyObject(lambda: vocabulary(user))  # asked for where a ticket is not called so
    found = traces(tickets, meaning, user=user, known=known) if meaning and tickets else {}
    return Answer([group for group in _groups(user, words, {**rows, "tickets": tickets}, found) if group.found], meaning)


def _tickets(user: User, meaning: Meaning | None) -> list[int]:
    """The best first: called so, then about it; a number is that ticket."""
    seen = Ticket.objects.visible_to(user)
    if meaning is None:
        return list(seen.of(user).open().order_by("-last_activity_at", "-pk").values_list("pk", flat=True)[:MOST])
    return [*best(seen, meaning, user=user, most=RANKED).keys[:MOST]]


def _sets(user: User, words: str, tickets: Sequence[int]) -> dict[str, QuerySet[Any]]:
    sets: dict[str, QuerySet[Any]] = {}
    if user.may(Permission.WORK_TICKETS):
        sets |= {"tickets": Ticket.objects.filter(pk__in=tickets)} if tickets else {}
        sets |= {"statuses": Status.objects.all(), "teams": Team.objects.filter(members=user, is_active=True)}
    if words and (user.may(Permission.WORK_TICKETS) or user.may(Permission.MANAGE_CUSTOMERS)):
        sets["views"] = _few(_views(user).filter(name__icontains=words), ["position", "pk"])
        sets |= {key: _few(kind.matching(words), ["name", "pk"]) for key, (kind, *_page) in CUSTOMERS.items()}
    return sets


def _views(user: User) -> QuerySet[Any]:
    """Of lists this person may open."""
    views = View.objects.for_staff(user).exclude(audience=Audience.PORTAL)
    return views if user.may(Permission.WORK_TICKETS) else views.exclude(list=ListKind.TICKETS)


def _few(rows: QuerySet[Any], order: Sequence[str]) -> QuerySet[Any]:
    few = rows.order_by(*order).values("pk")[:MOST]
    return QuerySet[Any](rows.model).filter(pk__in=few).order_by(*order)


def _groups(user: User, words: str, rows: Rows, found_in: Traces) -> Iterator[Group]:
    tickets = [*_found_tickets(rows, found_in)][: MOST - 1]
    if words and user.may(Permission.WORK_TICKETS):
        tickets.append(_everywhere(words))
    yield Group("tickets", _("Tickets") if words else _("My open tickets"), tickets)
    whose = _organisations(rows)
    labels = {"contacts": _("Contacts"), "organisations": _("Organisations"), "assets": _("Objects")}
    for key, (_kind, page, icon) in CUSTOMERS.items():
        found = [Found(str(row), reverse(page, args=[row.pk]), icon, _said_of(row, whose)) for row in rows.get(key, [])]
        yield Group(key, labels[key], found)
    yield Group("places", _("Go to"), list(_found_places(user, words, rows)))


def _found_tickets(rows: Rows, found_in: Traces) -> Iterator[Found]:
    statuses = {status.pk: status for status in rows.get("statuses", [])}
    for ticket in rows.get("tickets", []):
        status = statuses[ticket.status_id]
        title, trace = f"#{ticket.pk} {ticket.subject}", found_in.get(ticket.pk)
        yield Found(title, ticket.get_absolute_url(), "ticket", str(status), tone=status.category, trace=trace)


def _everywhere(words: str) -> Found:
    """All of them, with filters and in any order."""
    address = f"{reverse('queue')}?{urlencode({'q': words, 'closed': '1'})}"
    return Found(_("Search all tickets and messages for “%(words)s”") % {"words": words}, address, "search")


def _organisations(rows: Rows) -> Mapping[int, Organisation]:
    wanted = {row.organisation_id for key in ("contacts", "assets") for row in rows.get(key, []) if row.organisation_id}
    return Organisation.objects.in_bulk(wanted) if wanted else {}


def _said_of(row: Any, whose: Mapping[int, Organisation]) -> str:
    """What tells two of the same name apart."""
    known = [getattr(row, name, "") for name in ("email", "number", "address")]
    organisation = whose.get(getattr(row, "organisation_id", None) or 0)
    return " · ".join(str(said) for said in [*known, organisation] if said)


def _found_places(user: User, words: str, rows: Rows) -> Iterator[Found]:
    called = words.casefold().split()
    views = [Place(view.name, view.get_absolute_url(), view.icon) for view in rows.get("views", [])]
    all_places: list[Place] = [*places(user), *(place_of(queue_of(team)) for team in rows.get("teams", [])), *views]
    fitting = [place for place in all_places if place.is_called(called)]
    fitting.sort(key=lambda place: not place.label.casefold().startswith(words.casefold()))
    for place in fitting[:MOST]:
        yield Found(place.label, place.url, place.icon, place.about)
