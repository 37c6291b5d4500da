"""Which tickets a list shows, as its address asks, and in which order they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from django.db.models import Model, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from lists.choices import Density
from lists.liking import columns_wanted, density_of
from lists.models import View
from lists.opening import bare, expanded, view_in
from tickets.columns import Column, chosen, columns_of, shown_in
from tickets.facets import facets_of
from tickets.facets.statuses import statuses_meant
from tickets.filed import file_by
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.queues import CLOSED, OPEN, Queue, queue_named
from tickets.searching.matching import says
from tickets.searching.meaning import Meaning, meaning_of
from tickets.searching.paging import RELEVANCE, Search
from tickets.searching.tracing import Trace, traces
from tickets.sorting import NEWEST, USUAL, sorting_of
from tickets.vocabulary import Vocabulary, vocabulary
from ui.conditions import Asked, Group
from ui.facets import EVERYTHING, Facet, Facets
from ui.listing import By, Heap, Page, page_of
from ui.phrases import sentence
from ui.searching import words_of
from ui.sorting import Sort, Sorting

#: What is open is little, however many tickets there are; and who sorts everything by what has no index gets its newest.
HEAP = Heap([By("last_activity_at", descending=True), NEWEST])
#: As many lines as fill a screen or two.
LINES = {Density.COMFORTABLE: 25, Density.COMPACT: 50}
#: Queues that hold most tickets, if closed ones are shown.
WHOLE = (OPEN.key, CLOSED.key)
#: What `whole` says itself.
SAID = ("queue", "closed", "sort", "columns")


class Grammar:
    """What lists of tickets can be asked, sorted by and show, worked out once for all lists of a page."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words

    @cached_property
    def facets(self) -> Facets:
        return Facets(facets_of(self.words))

    @cached_property
    def possible(self) -> list[Column]:
        return columns_of(self.words)

    @cached_property
    def sorting(self) -> Sorting:
        return sorting_of(self.possible)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as its address says it: the same address is the same list; of which everybody sees what they may.

    What the address leaves open (columns, order, density, whether closed ones are shown) is as its reader likes it.
    """

    query: QueryDict
    queue: Queue
    sort: Sort
    words: str
    meaning: Meaning | None
    shows_closed: bool
    asked: Asked
    grammar: Grammar
    columns: list[Column]
    density: Density
    user: User

    @property
    def vocabulary(self) -> Vocabulary:
        return self.grammar.words

    @property
    def sorting(self) -> Sorting:
        return self.grammar.sorting

    @property
    def possible(self) -> list[Column]:
        return self.grammar.possible

    @property
    def view(self) -> View | None:
        """The saved one that the address came from."""
        return self.vocabulary.view

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.asked.used)

    @property
    def done_too(self) -> bool:
        """Who asks for done ones need not say "closed too"."""
        return self.shows_closed or any(self.asks_for_done(group) for group in self.asked.used)

    @property
    def is_short(self) -> bool:
        """It holds open tickets only."""
        return not (self.queue.is_done or self.done_too)

    def asks_for_done(self, group: Group) -> bool:
        statuses = statuses_meant(self.vocabulary, group.value_of("status") or ())
        return bool(group.value_of("closed_on")) or not set(self.vocabulary.done_statuses).isdisjoint(statuses)

    def tickets(self) -> TicketQuerySet:
        """What of it this person may see; in no order yet."""
        found = says(self.meaning, only_open=self.is_short) if self.meaning else EVERYTHING
        return self._narrowed().filter(found)

    @property
    def condition(self) -> Q:
        """What is asked of open tickets."""
        return self._asked & (says(self.meaning, only_open=True) if self.meaning else EVERYTHING)

    def page(self) -> Page[Ticket]:
        sort, shown, size = self.sort, partial(shown_in, columns=self.columns, filed=True), LINES[self.density]
        if search := self.search:
            page = search.page(sort, query=self.query, size=size, shown=shown, heap=HEAP)
        else:
            heap = HEAP if self.is_short or not sort.is_indexed else None
            asking = partial(page_of, by=sort.by, query=self.query, size=size, shown=shown, is_indexed=sort.is_indexed)
            page = asking(self.tickets(), heap=heap)
        file_by(page.rows, self.vocabulary)
        return page

    @property
    def search(self) -> Search | None:
        """Where words are looked for."""
        if self.meaning is None:
            return None
        return Search(self._narrowed(), self.meaning, self.user, only_open=self.is_short, narrowed=self.is_small)

    @property
    def is_small(self) -> bool:
        """It holds few of all tickets, probably, even with closed ones."""
        return bool(self.asked.used) or self.queue.key not in WHOLE

    def traces(self, tickets: Sequence[Ticket]) -> Mapping[int, Trace]:
        """Where what was searched for stands in these."""
        return traces(tickets, self.meaning, user=self.user, known=self.vocabulary) if self.meaning else {}

    def offered(self, prefix: str = "") -> Iterator[tuple[str, list[Facet]]]:
        """What else a group can be asked by, group by group of facets."""
        return self.asked.offered(prefix)

    def sentence(self) -> str:
        """All of it in words: “open, category heating, nobody responsible”."""
        before = [self._state(), str(self.queue.words)]
        before += [_("with “%(words)s”") % {"words": self.words}] if self.words else []
        return sentence([group.phrases for group in self.asked.groups], before=[words for words in before if words])

    def whole(self) -> QueryDict:
        """An address that leaves nothing open: whoever follows it sees this list, whatever they chose for theirs."""
        said, asked = QueryDict(mutable=True), bare(self.query)
        said["queue"] = self.queue.key
        for name, values in asked.lists():
            if name not in SAID:
                said.setlist(name, values)
        for group in self.asked.groups:
            for each in group.understood:
                if isinstance(each.value, Model):
                    said[each.key] = str(each.value.pk)
        said["closed"], said["sort"] = str(int(self.shows_closed)), self.sort.key
        said["columns"] = ",".join(column.key for column in self.columns)
        return said

    @property
    def _asked(self) -> Q:
        return self.queue.holds(self.user) & self.asked.picked(self._open_unless_asked)

    def _narrowed(self) -> TicketQuerySet:
        """Whatever they say."""
        return Ticket.objects.visible_to(self.user).filter(self._statuses() & self._asked)

    def _state(self) -> str:
        if self.queue.is_done:
            return _("closed")
        return _("open and closed") if self.done_too else _("open")

    def _statuses(self) -> Q:
        if self.queue.is_done:
            return Q(status__in=self.vocabulary.done_statuses)
        return Q(status__in=self.vocabulary.open_statuses) if self.is_short else EVERYTHING

    def _open_unless_asked(self, group: Group) -> Q:
        """Where one group asks for done tickets, the others still hold open ones."""
        if self.is_short or self.queue.is_done or self.shows_closed or self.asks_for_done(group):
            return EVERYTHING
        return Q(status__in=self.vocabulary.open_statuses)


def listing_of(query: QueryDict, *, user: User, grammar: Grammar | None = None) -> Listing:
    """What is not understood is left out: a link of yesterday still shows a list. A view's key stands for its address.

    With a `grammar` that is known already the address is trusted: nothing is asked of the database.
    """
    known = grammar or Grammar(vocabulary(user, view=view_in(query)))
    words, query = known.words, expanded(query, known.words.view)
    closed = query.get("closed", "1" if words.habit.shows_closed else "")
    said, wanted = words_of(query), query.get("sort", "")
    by_relevance = said and wanted in ("", RELEVANCE.key)
    return Listing(
        query=query,
        queue=queue_named(query.get("queue", ""), teams=words.teams),
        sort=RELEVANCE if by_relevance else known.sorting.find(wanted, words.habit.sort, USUAL),
        words=said,
        meaning=meaning_of(said) if said else None,
        shows_closed=closed not in ("", "0"),
        asked=Asked(query, known.facets, trusting=grammar is not None),
        grammar=known,
        columns=chosen(known.possible, columns_wanted(query, words.habit)),
        density=density_of(query, words.habit),
        user=user,
    )
