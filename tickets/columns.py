"""What a line of a list can show of a ticket: its columns, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from lists.liking import picked
from tenants.compiled import CompiledRows, among
from tickets.fields import BUILT_IN, label_of
from tickets.filed import FILED_BY
from tickets.models import CustomField, LineItem, Ticket, TicketAsset
from tickets.querysets import TicketQuerySet
from tickets.searching.tracing import Trace
from tickets.showing import ROWS, plain
from tickets.values import in_words, names_of
from tickets.vocabulary import Vocabulary

#: What every line shows unless its reader wants it otherwise; number, subject, priority and the flame always stand there.
STANDARD = ("requester", "status", "responsible", "due_at", "last_activity_at")
#: Of a ticket, and no field of a type.
MORE = ("type", "organisation", "team", "source", "opened_at", "closed_at")
#: Too long for a line; or there already.
LONG = ("report", "solution")
NOT_LISTED = frozenset({*LONG, "is_urgent", "priority", *STANDARD})
PEOPLE = ("requester", "organisation", "responsible")
#: What they are called by.
NAMES = ("id", "name", "email")
JOINED = ("severity", "region", "origin", "project", "partner", "product", "contract")
OWN_QUERY: dict[str, str | Prefetch[str]] = {
    "tags": "tags",
    "assets": Prefetch("asset_places", TicketAsset.objects.select_related("asset").order_by("position", "pk")),
    "articles": Prefetch("line_items", LineItem.objects.select_related("article")),
    "external_references": "external_references",
}
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the field's name in rules; tickets of the types in `hiding` show nothing of it."""

    key: str
    label: str
    hiding: frozenset[int] = frozenset()
    custom: CustomField | None = None

    @property
    def is_standard(self) -> bool:
        return self.key in STANDARD

    def words(self, ticket: Ticket, names: Names) -> str:
        if ticket.type_id in self.hiding:
            return ""
        if self.custom is not None:
            return in_words(self.custom, ticket.custom.get(str(self.custom.pk)), names=names)
        if self.key == "source":
            return ticket.get_source_display()
        if self.key == "pk":
            return str(ticket.pk)
        if self.key == "assets":
            return ", ".join(str(place.asset) for place in ticket.asset_places.all())
        return plain(getattr(ticket, ROWS.get(self.key, self.key)))


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in a list: label and words of every column that is not a standard one; where a search found it."""

    ticket: Ticket
    cells: list[tuple[str, str]]
    trace: Trace | None = None


def lines_of(tickets: Sequence[Ticket], columns: Sequence[Column], traces: Mapping[int, Trace]) -> list[Line]:
    more, names = [column for column in columns if not column.is_standard], names_in(tickets, columns)
    cells = [[(column.label, column.words(ticket, names)) for column in more] for ticket in tickets]
    return [Line(ticket, cell, traces.get(ticket.pk)) for ticket, cell in zip(tickets, cells, strict=True)]


def columns_of(known: Vocabulary) -> list[Column]:
    """All there can be, in order: built-in ones whose field is seen, then the workspace's own (T24-18)."""
    return [*_built_in(known), *_own(known)]


def in_file(known: Vocabulary, columns: Sequence[Column], *, long_too: bool) -> list[Column]:
    """What every line shows anyway stands first in a file; what is too long for a line, last."""
    first = [Column("pk", str(_("Number"))), *_of(("subject", "is_urgent", "priority"), known)]
    return [*first, *columns, *(_of(LONG, known) if long_too else ())]


def chosen(columns: Sequence[Column], wanted: Sequence[str] | None) -> list[Column]:
    """Those somebody wants, in their order; of whom nothing is known, the usual ones and those an administrator lists."""
    if wanted is None:
        return [column for column in columns if column.is_standard or (column.custom and column.custom.is_listed)]
    return picked(columns, wanted)


def showing(tickets: TicketQuerySet, columns: Iterable[Column]) -> TicketQuerySet:
    """With everything these columns show: one query, and one more for each that shows several rows of another table."""
    joined, sets, left = _needs(columns)
    return _joining(tickets.for_list(), joined, left).prefetch_related(*sets)


def shown_in(keys: Sequence[int], columns: Iterable[Column], *, filed: bool = False) -> list[Ticket]:
    """The same of the tickets of these keys, in no order. Who asks may see them.

    `filed`: whoever asks gives them the short lists by which they are filed (`tickets.filed`).
    """
    joined, sets, left = _needs(columns)
    found = _of_keys(tuple(key for key in joined if not (filed and key in FILED_BY)), left, filed)(keys=keys)
    prefetch_related_objects(found, *sets)
    return found


def listed(keys: Sequence[int]) -> list[Ticket]:
    """The tickets of these keys, in their order, with what names them in a list. Who asks may see them."""
    found = {ticket.pk: ticket for ticket in shown_in(keys, ())}
    return [found[key] for key in keys if key in found]


@cache
def _of_keys(joined: tuple[str, ...], left: tuple[str, ...], filed: bool) -> CompiledRows[Ticket]:
    """One for each choice of such columns: there are few, and most people keep the usual ones."""
    listed = Ticket.objects.select_related(*PEOPLE).defer(*_beside_names()) if filed else Ticket.objects.for_list()
    return CompiledRows(lambda: _joining(listed, joined, left).filter(among("keys")))


def _beside_names() -> Iterator[str]:
    """All of people and organisations that a line of a list does not say."""
    for key in PEOPLE:
        of_it = Ticket._meta.get_field(key).related_model
        yield from (f"{key}__{field.name}" for field in of_it._meta.concrete_fields if field.name not in NAMES)  # type: ignore[union-attr]  # a table of ours


def _needs(columns: Iterable[Column]) -> tuple[tuple[str, ...], list[str | Prefetch[str]], tuple[str, ...]]:
    """What they have of other tables, one row or several, and what of a ticket none of them shows."""
    keys = {column.key for column in columns}
    sets = [own for key, own in OWN_QUERY.items() if key in keys]
    return tuple(key for key in JOINED if key in keys), sets, tuple(key for key in LONG if key not in keys)


def _joining(tickets: TicketQuerySet, joined: Sequence[str], left: Sequence[str]) -> TicketQuerySet:
    listed = tickets.defer(*left)
    return listed.select_related(*joined) if joined else listed


def names_in(tickets: Iterable[Ticket], columns: Iterable[Column]) -> Names:
    """What the people and objects in own fields are called; at most three queries."""
    return names_of([column.custom for column in columns if column.custom], [ticket.custom for ticket in tickets])


def _built_in(known: Vocabulary) -> Iterator[Column]:
    yield from _of((*STANDARD, *MORE, *(field.key for field in BUILT_IN if field.key not in NOT_LISTED)), known)


def _of(keys: Iterable[str], known: Vocabulary) -> Iterator[Column]:
    for key in keys:
        if known.has(key) and (key != "type" or known.has_types):
            yield Column(key, label_of(key), known.hiding.get(key, frozenset()))


def _own(known: Vocabulary) -> Iterator[Column]:
    for field in known.own():
        yield Column(field.key, field.name, known.hiding.get(field.key, frozenset()), field)
