"""What can be chosen from a workspace's picklists."""

from typing import TypeAlias

from django.db.models import Q, QuerySet

from tenants.compiled import Slot
from tickets.at_once import AtOnce
from tickets.models import Category, Origin, Priority, Region, Severity, Ticket

Entry: TypeAlias = Priority | Category | Severity | Region | Origin
MODELS: dict[str, type[Entry]] = {
    "priority": Priority,
    "category": Category,
    "severity": Severity,
    "region": Region,
    "origin": Origin,
}


def offered(ticket: Ticket | None = None) -> dict[str, list[Entry]]:
    """The active entries of each list in order, and what the ticket has already; one query for all.

    An empty list shows its field nowhere (T24-18).
    """
    return OFFERED(**held(ticket))


def offers() -> dict[str, QuerySet[Entry]]:
    """As `offered`, for who reads more at once; what the ticket has already goes into slots, as `held` says."""
    return {key: model._default_manager.filter(Q(is_active=True) | Q(pk=Slot(key))) for key, model in MODELS.items()}


def held(ticket: Ticket | None) -> dict[str, int | None]:
    """By list the key of the entry that the ticket has."""
    return {key: getattr(ticket, f"{key}_id", None) for key in MODELS}


OFFERED = AtOnce(offers)
