"""Which types can be chosen when a ticket is opened, and in which divisions."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from tenants.compiled import CompiledRows
from tickets.models import TicketType


def with_divisions(types: QuerySet[TicketType]) -> QuerySet[Any]:
    """`division_keys` are those a type is limited to; none if it is for all (BL-14)."""
    limits = TicketType.divisions.through.objects.filter(tickettype=OuterRef("pk"))
    return types.annotate(division_keys=ArraySubquery(limits.order_by().values("division")))


def types_for_staff() -> list[TicketType]:
    return ACTIVE()


ACTIVE = CompiledRows(lambda: with_divisions(TicketType.objects.filter(is_active=True)))


def fits(type_: Any, division: int) -> bool:
    """For a type with its `division_keys`."""
    return not type_.division_keys or division in type_.division_keys


def fitting(types: Iterable[TicketType], divisions: Collection[int]) -> list[TicketType]:
    """Those that fit at least one of them."""
    return [type_ for type_ in types if any(fits(type_, division) for division in divisions)]


def usual(types: list[TicketType]) -> TicketType:
    """What a form begins with."""
    return next((type_ for type_ in types if type_.is_default), types[0])
