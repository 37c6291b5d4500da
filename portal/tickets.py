"""Which tickets a customer's start page shows, in which order."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import QueryDict

from accounts.models import User
from tickets.choices import DONE_CATEGORIES, OPEN_CATEGORIES, Category
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from ui.listing import NEWER, OLDER, By, Page, page_of

NEWEST_FIRST = [By("last_activity_at", descending=True), By("pk", descending=True)]
PAGE_SIZE = 25
#: So many that wait for the customer stand above all others; the rest is one click away.
AWAITING_SHOWN = 10
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Counts:
    awaiting: int
    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class Listing:
    """`awaiting` stands first; `page` holds the others, or everything found."""

    counts: Counts
    awaiting: list[Ticket]
    page: Page[Ticket]
    words: str
    only_awaiting: bool
    shows_closed: bool

    @property
    def is_empty(self) -> bool:
        return not (self.awaiting or self.page.rows)

    @property
    def has_more_awaiting(self) -> bool:
        return bool(self.awaiting) and self.counts.awaiting > len(self.awaiting)


def listing(user: User, *, query: QueryDict, shows_closed: bool) -> Listing:
    """What awaits an answer first, then the open ones, closed ones only on request (T24-58); a search looks through all."""
    mine = Ticket.objects.visible_to(user)
    words = query.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    only_awaiting = query.get("only") == "awaiting" and not words
    is_first = not words and not only_awaiting and NEWER not in query and OLDER not in query
    rows = _rows(mine, user=user, words=words, only_awaiting=only_awaiting, shows_closed=shows_closed)
    return Listing(
        counts=_counts(mine),
        awaiting=list(_awaiting(mine).for_list().order_by("-last_activity_at", "-pk")[:AWAITING_SHOWN]) if is_first else [],
        page=page_of(rows.for_list(), by=NEWEST_FIRST, query=query, size=PAGE_SIZE),
        words=words,
        only_awaiting=only_awaiting,
        shows_closed=shows_closed,
    )


def _rows(mine: TicketQuerySet, *, user: User, words: str, only_awaiting: bool, shows_closed: bool) -> TicketQuerySet:
    if words:
        return mine.matching(words, seen_by=user)
    if only_awaiting:
        return _awaiting(mine)
    others = mine.exclude(status__category=Category.WAITING_CUSTOMER)
    return others if shows_closed else others.open()


def _awaiting(tickets: TicketQuerySet) -> TicketQuerySet:
    return tickets.filter(status__category=Category.WAITING_CUSTOMER)


def _counts(tickets: TicketQuerySet) -> Counts:
    found = tickets.aggregate(
        awaiting=Count("pk", filter=Q(status__category=Category.WAITING_CUSTOMER)),
        open=Count("pk", filter=Q(status__category__in=OPEN_CATEGORIES)),
        closed=Count("pk", filter=Q(status__category__in=DONE_CATEGORIES)),
    )
    return Counts(**found)
