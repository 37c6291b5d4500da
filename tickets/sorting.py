"""In which orders tickets can lie: by every column that has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, Case, ExpressionWrapper, F, IntegerField, Model, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from customers.models import Asset, Contact
from tickets.choices import FieldKind, Source
from tickets.columns import Column
from tickets.held import key_in, number_in, rank_in, text_in
from tickets.models import CustomField, Ticket
from ui.collating import InOrder
from ui.orders import By, fields_of
from ui.sorting import Order, Sort, Sorting

NEWEST = By("pk", descending=True)
#: Orders with a name of their own; the rest are called as their column.
NAMED = {"activity": "-last_activity_at", "due": "due_at", "number": "-pk", "oldest": "pk"}
LABELS: dict[str, str | Promise] = {
    "activity": _("Last activity"),
    "due": _("Due"),
    "priority": _("Priority"),
    "number": _("Newest"),
    "oldest": _("Oldest"),
}
USUAL = "activity"
#: No list has a place so high, no entry of one a key so high.
FARTHEST = 10**12
#: Times of the ticket itself, each with an index (decision 0023): whether it may be empty, and whether the last comes first.
TIMES = {
    "last_activity_at": (False, True),
    "due_at": (True, False),
    "opened_at": (False, True),
    "closed_at": (True, True),
}
VALUES = ("target_at", "estimated_on", "hours", "days")
#: Filed by a list that has an order.
LISTED = ("category", "severity", "region", "origin")
CALLED = ("organisation", "team", "project", "partner", "product", "contract")
PEOPLE: dict[str, type[Model]] = {FieldKind.USER: User, FieldKind.CONTACT: Contact, FieldKind.ASSET: Asset}
TEXTS = (FieldKind.TEXT, FieldKind.LINK)
AMOUNTS = (FieldKind.NUMBER, FieldKind.MONEY)


def sorting_of(columns: Iterable[Column]) -> Sorting:
    """One order a column; number, subject, priority and urgency stand in every line."""
    lines = {"pk": _("Number"), "subject": _("Subject"), "priority": _("Priority"), "is_urgent": _("Urgent")}
    orders: dict[str, tuple[str, Order]] = {key: (str(label), BUILT_IN[key]) for key, label in lines.items()}
    for column in columns:
        order = _own(column.custom) if column.custom else BUILT_IN.get(column.key)
        if order:
            orders[column.key] = (column.label, _hidden(order, column.hiding) if column.hiding else order)
    return Sorting(orders, named=NAMED)


def offered(sorting: Sorting) -> list[Sort]:
    """Those of the menu."""
    return [replace(sorting.find(key), label=label) for key, label in LABELS.items()]


def _every() -> Iterator[tuple[str, Order]]:
    yield "pk", Order((By("pk"),), is_indexed=True, falls=True)
    for key, (nullable, falls) in TIMES.items():
        yield key, Order((By(key, nullable=nullable), By("pk")), is_indexed=True, falls=falls)
    for key in VALUES:
        yield key, Order((By(key, nullable=True), NEWEST))
    yield "subject", _worked_out("subject", InOrder("subject"), nullable=False)
    yield "is_urgent", Order((By("is_urgent"), NEWEST), falls=True)
    yield "priority", Order((By("priority__level", descending=True, nullable=True), NEWEST))
    for key in LISTED:
        yield key, _worked_out(key, _place_of(key))
    for key in ("status", "type"):
        yield key, _worked_out(key, _place_of(key), nullable=False)
    for key in CALLED:
        yield key, _worked_out(key, InOrder(f"{key}__name"))
    yield "responsible", _worked_out("responsible", _person("responsible"))
    yield "requester", _worked_out("requester", _person("requester"), nullable=False)
    sources = [When(source=value, then=Value(place)) for place, value in enumerate(Source.values)]
    place = Case(*sources, default=Value(len(sources)), output_field=IntegerField())
    yield "source", _worked_out("source", place, nullable=False)


def _worked_out(key: str, expression: Any, *, nullable: bool = True) -> Order:
    return Order((By(f"by_{key}", nullable=nullable, expression=expression), NEWEST))


def _place_of(key: str) -> ExpressionWrapper[Any]:
    """As its list has them; two in the same place are told apart."""
    return ExpressionWrapper(F(f"{key}__position") * Value(FARTHEST) + F(f"{key}_id"), BigIntegerField())


def _person(key: str) -> InOrder:
    """As `str` calls them."""
    return InOrder(Coalesce(NullIf(f"{key}__name", Value("")), f"{key}__email"))


def _own(field: CustomField) -> Order | None:
    """Choices as their list has them, people and objects by name; long texts and several choices at once have none."""
    options = tuple(str(option.pk) for option in field.options.all()) if field.kind == FieldKind.CHOICE else ()
    return _order_of(field.pk, field.key, FieldKind(field.kind), options)


@lru_cache(maxsize=1000)  # every list asks for those of all fields, and sorts by one
def _order_of(pk: int, name: str, kind: FieldKind, options: tuple[str, ...]) -> Order | None:
    key = str(pk)
    if kind in TEXTS:
        return _worked_out(name, InOrder(text_in(key)))
    if kind in AMOUNTS:
        return _worked_out(name, number_in(key))
    if kind in (FieldKind.DATE, FieldKind.YES_NO):
        return _worked_out(name, text_in(key))
    if kind == FieldKind.CHOICE:
        return _worked_out(name, rank_in(key, [*options]))
    if kind in PEOPLE:
        named: Any = PEOPLE[kind]._default_manager.filter(pk=key_in(key)).values(said=InOrder("name"))
        return _worked_out(name, Subquery(named))
    return None


def _hidden(order: Order, hiding: frozenset[int]) -> Order:
    """Tickets of types that hide the field lie among the empty ones (C-09)."""
    lead, *rest = order.by
    [field] = fields_of([lead], Ticket)
    seen: Any = Case(When(Q(type__in=hiding), then=Value(None)), default=lead.expression or F(lead.field), output_field=field)
    shown = By(f"seen_{lead.field}", lead.descending, nullable=True, expression=seen)
    return Order((shown, *rest), falls=order.falls)


BUILT_IN = dict(_every())
