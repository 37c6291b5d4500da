"""How many tickets have something, said without counting them all."""

from django.db.models import Q, QuerySet

from tickets.models import CustomField, CustomOption, Ticket

ENOUGH = 100


def used_by(**having: object) -> str:
    """`""`, `"7"` or `"99+"`."""
    return in_short(Ticket._base_manager.filter(**having))


def in_short(tickets: "QuerySet[Ticket]") -> str:
    found = tickets.order_by().values("pk")[:ENOUGH].count()
    return "99+" if found == ENOUGH else str(found or "")


def tickets_with_field(field: CustomField) -> "QuerySet[Ticket]":
    return Ticket._base_manager.filter(custom__has_key=str(field.pk))


def tickets_with_option(option: CustomOption) -> "QuerySet[Ticket]":
    """Where it is chosen, alone or among several."""
    key = str(option.field_id)
    return Ticket._base_manager.filter(Q(custom__contains={key: option.pk}) | Q(custom__contains={key: [option.pk]}))
