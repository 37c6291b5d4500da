"""What a list of those we serve is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import NullIf
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.kinds import Kind
from lists.choices import ListKind
from tickets.models import Ticket
from ui.collating import InOrder
from ui.facets import Facet
from ui.orders import By
from ui.sorting import Order

#: The column and the facet that are for those who may see tickets.
TICKETS: Final = "tickets"
#: By the key of a row: how many open tickets it has.
Amounts = Mapping[int, int]
#: Of these statuses (those that are open): tickets, each with what it is about as `row`.
Open = Callable[[Sequence[int]], QuerySet[Any, Any]]
Words = Callable[[Any, Amounts], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`words` get the row and how many open tickets each row of the page has; `is_usual`: shown unless somebody chose others."""

    key: str
    label: str | Promise
    words: Words
    order: Order | None = None
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """One list, and the page it stands on; `shown` is what all columns need of the rows of a page."""

    list: ListKind
    kind: Kind
    template: str
    columns: Sequence[Column]
    facets: Callable[[Sequence[int]], Sequence[Facet]]
    open_tickets: Open
    shown: Callable[[QuerySet[Any]], QuerySet[Any]]


def open_ones(statuses: Sequence[int]) -> QuerySet[Ticket]:
    """Of these statuses: little, however many tickets there are (decision 0023)."""
    return Ticket.objects.living().filter(status__in=statuses).order_by()


def about(path: str) -> Open:
    """Open tickets by the key that stands there."""
    return lambda statuses: open_ones(statuses).filter(**{f"{path}__isnull": False}).annotate(row=F(path)).values("row")


def label_of(model: type[Model], name: str) -> Any:
    return capfirst(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # none of them is a reverse relation


def field(model: type[Model], name: str, *, order: Order | None = None, is_usual: bool = False) -> Column:
    """A text of the row itself, or what it refers to."""
    return Column(name, label_of(model, name), lambda row, amounts: str(getattr(row, name) or ""), order, is_usual)


def belonging() -> Column:
    """Whose it is."""
    label = gettext_lazy("Organisation")
    return Column("organisation", label, lambda row, amounts: str(row.organisation or ""), by_text("organisation__name"), True)


def created() -> Column:
    def words(row: Any, amounts: Amounts) -> str:
        return formats.date_format(timezone.localtime(row.created_at), "SHORT_DATE_FORMAT")

    return Column("created_at", gettext_lazy("Created"), words, Order((By("created_at"), By("pk")), falls=True))


def open_tickets() -> Column:
    return Column(TICKETS, gettext_lazy("Open tickets"), lambda row, amounts: str(amounts.get(row.pk) or ""))


def yes_or_no(key: str, label: str | Promise, path: str) -> Column:
    """Yes where something stands there."""

    def words(row: Any, amounts: Amounts) -> str:
        return _("Yes") if getattr(row, path) else _("No")

    return Column(key, label, words, Order((By(path, nullable=True), By("pk"))), is_usual=True)


def by_name(path: str = "name") -> Order:
    """Each of these models has an index in this order."""
    return Order((By("by_name", expression=InOrder(path)), By("pk")), is_indexed=True)


def by_text(name: str) -> Order:
    """By what is written there; empty ones last."""
    said = NullIf(InOrder(name), Value(""), output_field=TextField())
    return Order((By(f"by_{name.split('__', maxsplit=1)[0]}", nullable=True, expression=said), By("pk")))
