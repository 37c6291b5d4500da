"""Which tickets a list shows, as its address asks, and in which order they can lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.choices import DONE_CATEGORIES
from tickets.facets import facets_of
from tickets.looking import beyond
from tickets.querysets import TicketQuerySet
from tickets.queues import Queue, queue_named
from tickets.vocabulary import Vocabulary, vocabulary
from ui.facets import Asked, Facet
from ui.listing import By
from ui.searching import words_of


@dataclass(frozen=True, slots=True)
class Sort:
    key: str
    label: str | Promise
    by: tuple[By, ...]


NEWEST_FIRST = By("pk", descending=True)
#: Activity, due and number each have an index. Priority sorts what its queue holds: a workspace has few priorities
#: and works on hundreds of open tickets, so an index would cost every change of a ticket more than it saves here.
SORTS = (
    Sort("activity", _("Last activity"), (By("last_activity_at", descending=True), NEWEST_FIRST)),
    Sort("due", _("Due"), (By("due_at", nullable=True), By("pk"))),
    Sort("priority", _("Priority"), (By("priority__level", descending=True, nullable=True), NEWEST_FIRST)),
    Sort("number", _("Newest"), (NEWEST_FIRST,)),
    Sort("oldest", _("Oldest"), (By("pk"),)),
)
#: Who asks for these need not say "closed too".
DONE = frozenset(DONE_CATEGORIES)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as its address says it: the same address is the same list; of which everybody sees what they may."""

    queue: Queue
    sort: Sort
    words: str
    done_too: bool
    facets: list[Facet]
    asked: Asked
    vocabulary: Vocabulary
    user: User

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.asked.picked)

    def tickets(self) -> TicketQuerySet:
        """What of it this person may see; in no order yet."""
        rows = self.queue.tickets(self.user, done_too=self.done_too).filter(self.asked.picked)
        return rows.matching(self.words, seen_by=self.user, also=beyond(self.words, self.vocabulary)) if self.words else rows

    def offered(self) -> Iterator[tuple[str, list[Facet]]]:
        """What else can be asked, group by group."""
        free = (facet for facet in self.facets if not facet.is_in(self.asked.query))
        for group, facets in groupby(free, key=lambda facet: str(facet.group)):
            yield group, list(facets)


def listing_of(query: QueryDict, *, user: User) -> Listing:
    """What is not understood is left out: a link of yesterday still shows a list."""
    known = vocabulary(user)
    facets = list(facets_of(known))
    asked = Asked(query, facets)
    wanted = asked.form.cleaned_data
    return Listing(
        queue=queue_named(query.get("queue", "")),
        sort=sort_named(query.get("sort", "")),
        words=words_of(query),
        done_too=bool(query.get("closed") or wanted.get("closed_on") or not DONE.isdisjoint(wanted.get("status") or ())),
        facets=facets,
        asked=asked,
        vocabulary=known,
        user=user,
    )


def sort_named(key: str) -> Sort:
    return next((sort for sort in SORTS if sort.key == key), SORTS[0])
