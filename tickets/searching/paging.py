"""A page of what was found, the best first or in any other order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.searching.matching import read_first, walking
from tickets.searching.meaning import Meaning
from tickets.searching.ranking import Best, Rest, best
from ui.listing import By, Heap, Page, Shown, page_among, page_of
from ui.sorting import Sort

#: How a search's tickets lie unless somebody wants them otherwise; who reads all of them gets the livelier first.
RELEVANCE = Sort("relevance", _("Relevance"), (By("last_activity_at", descending=True), By("pk", descending=True)))


@dataclass(frozen=True, slots=True)
class Search:
    """What is meant, among these tickets; `only_open` says that there are no others, `narrowed` that they are few of all."""

    rows: TicketQuerySet
    meaning: Meaning
    user: User
    only_open: bool
    narrowed: bool

    def page(self, sort: Sort, *, query: QueryDict, size: int, shown: Shown[Ticket], heap: Heap) -> Page[Ticket]:
        """`is_part` where only the newest of what was found is in this order.

        What is found is sorted in memory if that is quick. Common words among all tickets are met soon by whoever walks along
        an index; where an order has none, it is that of the newest that have them.
        """
        found = self._best()
        among = self.rows.filter(pk__in=found.keys)
        page = partial(page_of, by=sort.by, query=query, size=size, shown=shown, is_indexed=sort.is_indexed)
        if sort.key == RELEVANCE.key:
            best_first = page_among(Ticket.objects.all(), found.keys, query=query, size=size, shown=shown)
            return replace(best_first, is_part=found.rest != Rest.NONE)
        if found.rest == Rest.NONE:
            return page(among, heap=heap)
        if found.rest == Rest.READ:
            return page(read_first(self.rows, self.meaning, only_open=self.only_open), heap=heap)
        if found.rest == Rest.WALK and sort.is_indexed:
            return page(walking(self.rows, self.meaning, user=self.user))
        return replace(page(among, heap=heap), is_part=True)

    def amount(self, *, most: int) -> int:
        """How many are found; counting ends at `most`."""
        return len(self._best(most=most).keys)

    def _best(self, *, most: int | None = None) -> Best:
        return best(self.rows, self.meaning, user=self.user, only_open=self.only_open, narrowed=self.narrowed, most=most)
