"""Which tickets a customer's start page shows, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from django.db.models import Model, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from lists.choices import Density
from lists.liking import columns_wanted, density_of, picked
from lists.models import View
from lists.opening import bare, expanded, view_in
from portal.lists import Grammar
from tickets.choices import Category
from tickets.columns import Column, Names, listed, names_in, shown_in
from tickets.facets.portal import statuses_of
from tickets.filters import HEAP
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.searching.meaning import Meaning, meaning_of
from tickets.searching.paging import RELEVANCE, Search
from tickets.searching.tracing import Trace, traces
from tickets.sorting import USUAL
from ui.addresses import NEWER, OLDER
from ui.capping import CappedCount
from ui.conditions import Asked, Group
from ui.facets import EVERYTHING, Facet
from ui.listing import Page, page_of
from ui.phrases import sentence
from ui.searching import words_of
from ui.sorting import Heading, Sort

PAGE_SIZE = 25
#: So many that wait for the customer stand above all others; the rest is one click away.
AWAITING_SHOWN = 10
#: Counting ends here.
ENOUGH = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """At most `ENOUGH` of each."""

    awaiting: int
    open: int
    closed: int


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket, label and words of each column that somebody chose, and where a search found it."""

    ticket: Ticket
    cells: list[tuple[str, str]]
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class Listing:
    """`awaiting` stands first; `page` holds the others, or everything found. The same address is the same list (RB-11)."""

    query: QueryDict
    words: str
    meaning: Meaning | None
    only_awaiting: bool
    shows_closed: bool
    sort: Sort
    asked: Asked
    grammar: Grammar
    columns: list[Column]
    density: Density
    counts: Counts
    awaiting: list[Ticket]
    page: Page[Ticket]

    @property
    def is_empty(self) -> bool:
        return not (self.awaiting or self.page.rows)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.asked.used)

    @property
    def has_more_awaiting(self) -> bool:
        return bool(self.awaiting) and self.counts.awaiting > len(self.awaiting)

    @property
    def view(self) -> View | None:
        return self.grammar.words.view

    def lines(self) -> list[Line]:
        rows, names = self.page.rows, names_in(self.page.rows, self.columns)
        found = traces(rows, self.meaning, user=self.grammar.user) if self.meaning else {}
        cells = [[(column.label, _said(column, row, names)) for column in self.columns] for row in rows]
        return [Line(row, said, found.get(row.pk)) for row, said in zip(rows, cells, strict=True)]

    def headings(self) -> list[Heading]:
        """Of number, subject, and the columns."""
        headed = [(key, self.grammar.sorting.orders[key][0]) for key in ("pk", "subject")]
        headed += [(column.key, column.label) for column in self.columns]
        return [self.grammar.sorting.heading(key, label, self.query, now=self.sort) for key, label in headed]

    def offered(self, prefix: str = "") -> Iterator[tuple[str, list[Facet]]]:
        """What else can be asked, group by group."""
        used = self.asked.used_in(prefix)
        for group, facets in groupby(self.grammar.facets, key=lambda facet: str(facet.group)):
            yield group, [facet for facet in facets if facet.key not in used]

    def sentence(self) -> str:
        """What is asked, in words."""
        before = [_("open and closed") if self.shows_closed else _("open")]
        before += [_("with “%(words)s”") % {"words": self.words}] if self.words else []
        return sentence([group.phrases for group in self.asked.groups], before=before)

    def whole(self) -> QueryDict:
        """An address that leaves nothing open."""
        said = bare(self.query)
        for each in (each for group in self.asked.groups for each in group.understood):
            if isinstance(each.value, Model):
                said[each.key] = str(each.value.pk)
        said["closed"], said["sort"] = str(int(self.shows_closed)), self.sort.key
        return said


def listing(user: User, *, query: QueryDict) -> Listing:
    """What awaits an answer first, then the open ones, closed ones only on request (T24-58); a search looks through all."""
    grammar = Grammar(user, view=view_in(query))
    known, query = grammar.words, expanded(query, grammar.words.view)
    asked, words = Asked(query, grammar.facets), words_of(query)
    wanted = query.get("sort", "")
    sort = RELEVANCE if words and wanted in ("", RELEVANCE.key) else grammar.sorting.find(wanted, known.habit.sort, USUAL)
    closed = query.get("closed", "1" if known.habit.shows_closed else "")
    columns = picked(grammar.possible, columns_wanted(query, known.habit) or [])
    meaning = meaning_of(words) if words else None
    found = Finding(user, grammar, asked, meaning, query.get("only") == "awaiting" and not words, closed not in ("", "0"))
    return Listing(
        query=query,
        words=words,
        meaning=meaning,
        only_awaiting=found.only_awaiting,
        shows_closed=found.shows_closed,
        sort=sort,
        asked=asked,
        grammar=grammar,
        columns=columns,
        density=density_of(query, known.habit),
        counts=found.counts(),
        awaiting=found.awaiting() if found.is_plain and not {"sort", "view", NEWER, OLDER} & set(query) else [],
        page=found.page(sort, query, columns),
    )


@dataclass(frozen=True)
class Finding:
    """What is looked for among the tickets of one customer."""

    user: User
    grammar: Grammar
    asked: Asked
    meaning: Meaning | None
    only_awaiting: bool
    shows_closed: bool

    @cached_property
    def mine(self) -> TicketQuerySet:
        return Ticket.objects.visible_to(self.user)

    @property
    def is_plain(self) -> bool:
        return not (self.meaning or self.only_awaiting or self.asked.used)

    @property
    def waiting(self) -> list[int]:
        """By their keys the database knows how few there are."""
        return [status.pk for status in self.grammar.words.statuses if status.category == Category.WAITING_CUSTOMER]

    def awaiting(self) -> list[Ticket]:
        rows = self.mine.filter(status__in=self.waiting)
        return listed(list(rows.order_by("-last_activity_at", "-pk").values_list("pk", flat=True)[:AWAITING_SHOWN]))

    def counts(self) -> Counts:
        """Three in one query."""
        known = self.grammar.words
        sets = (self.waiting, known.open_statuses, known.done_statuses)
        counted = [CappedCount(self.mine.filter(status__in=keys), most=ENOUGH) for keys in sets]
        awaiting, open_, closed = User.objects.filter(pk=self.user.pk).values_list(*counted).get()
        return Counts(awaiting, open_, closed)

    def page(self, sort: Sort, query: QueryDict, columns: Sequence[Column]) -> Page[Ticket]:
        rows, shown = self._rows(query), partial(shown_in, columns=columns)
        if self.meaning:
            search = Search(rows, self.meaning, self.user, only_open=False, narrowed=True)
            return search.page(sort, query=query, size=PAGE_SIZE, shown=shown, heap=HEAP)
        return page_of(rows, by=sort.by, query=query, size=PAGE_SIZE, shown=shown, heap=HEAP, is_indexed=sort.is_indexed)

    def _rows(self, query: QueryDict) -> TicketQuerySet:
        rows = self.mine.filter(self.asked.picked(self._open_unless_asked))
        if self.meaning:
            return rows
        if self.only_awaiting:
            return rows.filter(status__in=self.waiting)
        is_first_page = self.is_plain and not {"sort", "view"} & set(query)
        rows = rows.exclude(status__in=self.waiting) if is_first_page else rows
        return rows if self.shows_closed or self.asked.used else rows.filter(status__in=self.grammar.words.open_statuses)

    def _open_unless_asked(self, group: Group) -> Q:
        """Closed ones are found where they are asked for."""
        done = set(self.grammar.words.done_statuses)
        asks = not done.isdisjoint(statuses_of(self.grammar.words, group.value_of("status") or ()))
        if self.shows_closed or self.meaning or asks or group.value_of("closed_on"):
            return EVERYTHING
        return Q(status__in=self.grammar.words.open_statuses)


def _said(column: Column, ticket: Ticket, names: Names) -> str:
    """What a status is called among ourselves is nothing for customers."""
    return ticket.status.portal_name if column.key == "status" else column.words(ticket, names)
