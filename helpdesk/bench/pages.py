"""What is measured, what it may cost, and where it lies in a workspace."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.db.models import Max, Min
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from helpdesk.bench.asking import Answer, Browser
from helpdesk.demo.crowd.vocabulary import COMMON, RARE
from tickets.choices import FieldKind
from tickets.filters import listing_of
from tickets.models import CustomField, CustomOption, Ticket
from ui.listing import page_of

DESK = "helpdesk.urls.desk"
NEW = "/tickets/new/"
#: Whoever the measured tickets are opened for; nobody's address.
REQUESTER = "bench@bench.example"
HTMX = {"HX-Request": "true"}
#: So many tickets are looked at in turn.
LOOKED_AT = 20
Ask = Callable[[Browser, int, Mapping[str, str]], Answer]


class NothingToMeasure(Exception):
    """The workspace lacks what a page is about; the message says what."""


@dataclass(frozen=True, slots=True)
class Page:
    """`ask` asks for it the nth time. `most` is what it may cost, in floors; `queries` how many it may ask."""

    name: str
    ask: Ask
    most: float | None = None
    queries: int | None = None
    expected: int = 200


@dataclass(frozen=True, slots=True)
class Wants:
    """What to look for where the demo's words are not said."""

    common: str = COMMON
    rare: str = RARE


def pages_of(wants: Wants, *, agent: User) -> Iterator[Page]:
    """Of the workspace at hand, as this agent sees it; its rows say where the middle is and which own field can be asked by."""
    queue = reverse("queue", urlconf=DESK)
    lists = {
        "queue, open, first page": "?queue=open",
        "queue, my open tickets": "?queue=mine",
        "queue, open, by due date": "?sort=due",
        "queue, all tickets, first page": "?closed=1",
        "queue, all tickets, in the middle": _middle(agent),
    }
    for name, query in lists.items():
        yield Page(name, _gets(f"{queue}{query}"), most=2, queries=12)
    yield Page("queue, open, its htmx part", _gets(f"{queue}?queue=open", headers=HTMX), most=2, queries=12)
    yield Page("sidebar with counts (notifications page)", _gets(reverse("bell", urlconf=DESK)), most=2)
    for name, query in {"open": "", "all tickets": "closed=1&"}.items():
        yield Page(f"queue, {name}, filtered by own field", _gets(f"{queue}?{query}{_own()}"), most=2.5, queries=12)
    yield Page("ticket", _gets(*_tickets()), most=3, queries=20)
    yield Page("ticket created (POST)", _creates, most=3, expected=302)
    yield Page("search, rare word", _gets(f"{queue}?closed=1&q={quote(wants.rare)}"), most=3)
    yield Page("search, word in 20 % of tickets", _gets(f"{queue}?closed=1&q={quote(wants.common)}"), most=6)


def _gets(*paths: str, headers: Mapping[str, str] | None = None) -> Ask:
    def ask(browser: Browser, turn: int, also: Mapping[str, str]) -> Answer:
        return browser.get(paths[turn % len(paths)], {**(headers or {}), **also})

    return ask


def _creates(browser: Browser, turn: int, also: Mapping[str, str]) -> Answer:
    """Each with a token of its own: the same form twice would be one ticket."""
    said = {"email": REQUESTER, "name": "Bench", "subject": "Heizungsausfall", "body": "Es ist kalt.\n\nBitte kommen Sie."}
    return browser.post(NEW, {**said, "acknowledge": "on", "token": str(uuid4())}, also)


def _middle(agent: User) -> str:
    """The query of the page behind the ticket in the middle of all, as the page before it links there."""
    query = QueryDict("closed=1")
    listing = listing_of(query, user=agent)
    amount = listing.tickets().count()
    if not amount:
        raise NothingToMeasure("No tickets: fill the workspace first, see `manage.py demo`.")
    middle = listing.tickets().order_by("-last_activity_at")[amount // 2].last_activity_at
    return page_of(listing.tickets().filter(last_activity_at__lte=middle), by=listing.sort.by, query=query, size=1).older


def _own() -> str:
    """The middle one of the options that can be chosen in an own field."""
    options = list(CustomOption.objects.filter(field=CustomField.objects.filter(kind=FieldKind.CHOICE).first()))
    if not options:
        raise NothingToMeasure("No own field with a choice: nothing to filter by.")
    option = options[len(options) // 2]
    return urlencode({option.field.key: option.pk})


def _tickets() -> list[str]:
    """From the whole of the time, each at an even distance."""
    tickets = Ticket.objects.living().order_by("pk")
    ends = tickets.aggregate(first=Min("pk"), last=Max("pk"))
    step = max(1, (ends["last"] - ends["first"]) // LOOKED_AT)
    places = range(ends["first"] + step // 2, ends["last"] + 1, step)
    found = [tickets.filter(pk__gte=place).first() for place in places]
    return [ticket.get_absolute_url() for ticket in found if ticket]
