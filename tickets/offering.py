"""Which types can be chosen when a ticket is opened, and in which divisions."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from customers.models import Asset
from tenants.compiled import CompiledRows
from tenants.divisions.models import Division
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


def types_for_object(asset: Asset | None) -> list[TicketType]:
    """What staff choose from where the object is known already (BL-16)."""
    types = types_for_staff()
    return [type_ for type_ in types if asset is None or fits(type_, division_of(type_, asset))]


def division_of(type_: Any, asset: Asset | None) -> int:
    """Where a ticket about this object belongs. Asked for a type that is for all divisions it costs no query, and is any."""
    if asset is not None and asset.division_id:
        return asset.division_id
    return Division.objects.values_list("pk", flat=True).get(is_default=True) if type_.division_keys else 0


def usual(types: list[TicketType]) -> TicketType:
    """What a form begins with."""
    return next((type_ for type_ in types if type_.is_default), types[0])
