"""Which types can be chosen when a ticket is opened."""

from tenants.compiled import CompiledRows
from tickets.models import TicketType


def types_for_staff() -> list[TicketType]:
    return ACTIVE()


ACTIVE = CompiledRows(lambda: TicketType.objects.filter(is_active=True))


def types_for_customers() -> list[TicketType]:
    """Those that are open to customers; where none is, the one that is taken when none is given (C-03)."""
    types = types_for_staff()
    return [type_ for type_ in types if type_.is_open_to_customers] or [type_ for type_ in types if type_.is_default]


def usual(types: list[TicketType]) -> TicketType:
    """What a form begins with."""
    return next((type_ for type_ in types if type_.is_default), types[0])
