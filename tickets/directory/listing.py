"""A list of those we serve as its address says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.choices import Permission
from accounts.models import User
from lists.choices import Density, ListKind
from lists.liking import columns_wanted, density_of, picked
from lists.models import Habit, View
from lists.opening import bare, expanded, view_in
from tenants.compiled import Slot
from tickets.at_once import AtOnce
from tickets.choices import OPEN_CATEGORIES
from tickets.directory.columns import TICKETS, Amounts, Column, Directory
from tickets.models import Status
from ui.conditions import Asked
from ui.facets import Facet, Facets
from ui.listing import By, Heap, Page, batches_of, page_of
from ui.phrases import sentence
from ui.searching import words_of
from ui.sorting import Sort, Sorting

NEWEST = Heap([By("pk", descending=True)])
USUAL = "name"
#: Counting ends here; more are shown as 10,000+.
ENOUGH = 10_000


class Grammar:
    """What a directory can be asked, sorted by and show to somebody, worked out once for all lists of a page."""

    def __init__(self, directory: Directory, user: User, *, view: int | None = None) -> None:
        rows = KNOWN[directory.list](user=user.pk, view=view)
        self.directory, self.user = directory, user
        self.statuses: list[int] = [status.pk for status in rows["statuses"]]
        self.view: View | None = next(iter(rows["view"]), None)
        self.habit: Habit = next(iter(rows["habits"]), Habit(user=user, list=directory.list))

    @cached_property
    def facets(self) -> Facets:
        return Facets(facet for facet in self.directory.facets(self.statuses) if self._is_for(facet.key))

    @cached_property
    def possible(self) -> list[Column]:
        return [column for column in self.directory.columns if self._is_for(column.key)]

    @cached_property
    def sorting(self) -> Sorting:
        return Sorting({each.key: (str(each.label), each.order) for each in self.possible if each.order}, named={})

    def _is_for(self, key: str) -> bool:
        return key != TICKETS or self.user.may(Permission.WORK_TICKETS)


@dataclass(frozen=True, slots=True)
class Entries:
    """The same address is the same list, as for tickets (`tickets.filters.Listing`)."""

    query: QueryDict
    sort: Sort
    words: str
    asked: Asked
    grammar: Grammar
    columns: list[Column]
    density: Density

    @property
    def view(self) -> View | None:
        return self.grammar.view

    @property
    def sorting(self) -> Sorting:
        return self.grammar.sorting

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.asked.used)

    @property
    def condition(self) -> Q:
        found = Q(pk__in=self._kind.matching(self.words).order_by().values("pk")) if self.words else Q()
        return self.asked.picked() & found

    def rows(self) -> QuerySet[Any]:
        """In no order yet."""
        rows: QuerySet[Any] = self._kind.model._default_manager.filter(self.condition).order_by()
        return rows

    def page(self) -> Page[Any]:
        sort, heap = self.sort, None if self.sort.is_indexed else NEWEST
        return page_of(self.rows(), by=sort.by, query=self.query, shown=self._shown, heap=heap, is_indexed=sort.is_indexed)

    def batches(self) -> Iterator[list[Any]]:
        return batches_of(self.rows(), by=self.sort.by, shown=self._shown)

    def _shown(self, keys: Sequence[Any]) -> QuerySet[Any]:
        return self.grammar.directory.shown(self._kind.model._default_manager.filter(pk__in=keys))

    def amount(self) -> int:
        """How many there are; counting ends at `ENOUGH`."""
        return self.rows()[: ENOUGH + 1].count()

    def amounts(self, rows: Sequence[Model]) -> Amounts:
        """Open tickets of each of these; nothing is asked where no column says it."""
        if not rows or all(column.key != TICKETS for column in self.columns):
            return {}
        found = self.grammar.directory.open_tickets(self.grammar.statuses).filter(row__in=[row.pk for row in rows])
        return dict(found.annotate(amount=Count("pk", distinct=True)).values_list("row", "amount"))

    def offered(self, prefix: str = "") -> Iterator[tuple[str, list[Facet]]]:
        used = self.asked.used_in(prefix)
        for group, facets in groupby(self.grammar.facets, key=lambda facet: str(facet.group)):
            yield group, [facet for facet in facets if facet.key not in used]

    def sentence(self) -> str:
        before = [_("with “%(words)s”") % {"words": self.words}] if self.words else []
        return sentence([group.phrases for group in self.asked.groups], before=before)

    def whole(self) -> QueryDict:
        """An address that leaves nothing open."""
        said = bare(self.query)
        for each in (each for group in self.asked.groups for each in group.understood):
            if isinstance(each.value, Model):
                said[each.key] = str(each.value.pk)
        said["sort"], said["columns"] = self.sort.key, ",".join(column.key for column in self.columns)
        return said

    @property
    def _kind(self) -> Any:
        return self.grammar.directory.kind


def entries_of(directory: Directory, query: QueryDict, *, user: User, grammar: Grammar | None = None) -> Entries:
    """What is not understood is left out. With a `grammar` that is known already the address is trusted."""
    known = grammar or Grammar(directory, user, view=view_in(query))
    query = expanded(query, known.view)
    wanted = columns_wanted(query, known.habit)
    return Entries(
        query=query,
        sort=known.sorting.find(query.get("sort", ""), known.habit.sort, USUAL),
        words=words_of(query),
        asked=Asked(query, known.facets, trusting=grammar is not None),
        grammar=known,
        columns=[each for each in known.possible if each.is_usual] if wanted is None else picked(known.possible, wanted),
        density=density_of(query, known.habit),
    )


def _known(kind: ListKind) -> dict[str, QuerySet[Any]]:
    user = Slot("user")
    return {
        "habits": Habit.objects.filter(user=user, list=kind),
        "statuses": Status.objects.filter(category__in=OPEN_CATEGORIES),
        "view": View.objects.filter(pk=Slot("view"), list=kind).for_staff(user),
    }


def _asking(kind: ListKind) -> AtOnce:
    return AtOnce(lambda: _known(kind))


KNOWN = {kind: _asking(kind) for kind in ListKind}
