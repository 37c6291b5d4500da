"""Writes a list of tickets into a file, however long it is (C-37, CP-12)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.choices import Permission
from exports.cells import Cell
from exports.choices import Form
from exports.making import Impossible, Product, Progress
from exports.models import Export
from exports.reading import batches_of_keys
from exports.writing import CONTENT_TYPES, ENDINGS, written
from tickets.choices import FieldKind, Kind
from tickets.columns import Column, in_file, names_in, showing
from tickets.filters import Listing, listing_of
from tickets.models import CustomField, Message, Ticket
from ui.orders import ordered

NOT_YOURS: Final = gettext_noop("You can no longer see this list.")
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of the file; `cell` gets the ticket, names in own fields, and what each ticket began with."""

    label: str
    cell: Callable[[Ticket, Names, Mapping[int, str]], Cell]


def export_tickets(export: Export, progress: Progress) -> Product:
    """The list of the address as its owner may see it now; with `columns` "all" every field they may read."""
    owner, form = export.user, Form(export.ask["form"])
    if not owner.may(Permission.WORK_TICKETS):
        raise Impossible(NOT_YOURS)
    listing = listing_of(QueryDict(export.ask["query"]), user=owner)
    known, everything = listing.vocabulary, export.ask["columns"] == "all"
    columns = in_file(known, listing.possible if everything else listing.columns, long_too=everything)
    shown = list(_shown(columns, everything=everything))
    rows = _rows(listing, columns, shown, with_words=everything, progress=progress)
    title = str(listing.queue.label)
    content = written(rows, head=[each.label for each in shown], form=form, title=title)
    name = f"{_('Tickets')}-{timezone.localdate().isoformat()}.{ENDINGS[form]}"
    return Product(content, name, CONTENT_TYPES[form])


def _rows(
    listing: Listing, columns: Sequence[Column], shown: Sequence[Shown], *, with_words: bool, progress: Progress
) -> Iterator[list[Cell]]:
    """Each ticket as it is when its turn comes."""
    seen = Ticket.objects.visible_to(listing.user)
    for keys in batches_of_keys(ordered(listing.tickets(), listing.sort.by), progress=progress):
        found = {ticket.pk: ticket for ticket in showing(seen.filter(pk__in=keys), columns)}
        tickets = [found[pk] for pk in keys if pk in found]
        names, words = names_in(tickets, columns), _first_words(found) if with_words else {}
        for ticket in tickets:
            yield [column.cell(ticket, names, words) for column in shown]


def _first_words(tickets: Iterable[int]) -> dict[int, str]:
    """What each began with; one query."""
    said = Message.objects.filter(ticket__in=tickets, kind=Kind.PUBLIC).order_by("ticket", "created_at", "pk")
    return dict(said.distinct("ticket").values_list("ticket", "text"))


def _shown(columns: Iterable[Column], *, everything: bool) -> Iterator[Shown]:
    """The columns of the list; among all of them the address that a name stands for, and what it is about."""
    for column in columns:
        yield Shown(column.label, partial(_cell, column))
        if everything and column.key == "requester":
            yield Shown(str(_("Customer's e-mail")), lambda ticket, names, words: ticket.requester.email)
        if everything and column.key == "subject":
            yield Shown(str(_("What is it about?")), lambda ticket, names, words: words.get(ticket.pk, ""))


def _cell(column: Column, ticket: Ticket, names: Names, words: Mapping[int, str]) -> Cell:
    """Numbers, days and times as what they are; everything else in words."""
    if ticket.type_id in column.hiding:
        return None
    if column.custom is not None:
        return _own(column, column.custom, ticket, names)
    value = ticket.pk if column.key == "pk" else getattr(ticket, column.key, None)
    return value if isinstance(value, bool | int | Decimal | date) else column.words(ticket, names)


def _own(column: Column, field: CustomField, ticket: Ticket, names: Names) -> Cell:
    value: Any = ticket.custom.get(str(field.pk))
    if value is None or isinstance(value, bool):
        return value
    if field.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        return Decimal(value)
    if field.kind == FieldKind.DATE:
        return parse_date(value) or value
    return column.words(ticket, names)
