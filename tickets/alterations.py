"""Which changes of a ticket its customer hears of, where its type tells them (BR-14)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tickets.choices import Access
from tickets.fields import default_rules, label_of
from tickets.models import Status, Ticket, TicketType, TypeField
from tickets.showing import plain

FIELDS: Final = ("priority", "category", "status", "estimated_on")


@dataclass(frozen=True, slots=True)
class Alteration:
    """Its words are those of whoever reads them."""

    field: str
    old: Any
    new: Any

    @property
    def label(self) -> str:
        return label_of(self.field)

    @property
    def before(self) -> str:
        return self._words(self.old)

    @property
    def after(self) -> str:
        return self._words(self.new)

    def _words(self, value: Any) -> str:
        """Of a status what customers call it (RB-19)."""
        return value.portal_name if isinstance(value, Status) else plain(value)


def told_fields(type_: TicketType) -> frozenset[str]:
    """Of these four, those that customers see anyway; none unless the type says so."""
    if not type_.tells_changes:
        return frozenset()
    chosen = dict(TypeField.objects.filter(type=type_, builtin__in=FIELDS).values_list("builtin", "portal"))
    usual = default_rules()
    return frozenset(field for field in FIELDS if field == "status" or chosen.get(field, usual[field].portal) != Access.HIDDEN)


def news(ticket: Ticket, changes: Mapping[str, Any], *, told: Collection[str]) -> list[str]:
    """Which of the `told` fields would be different; asks the database nothing.

    A status of which customers read the same as before is no news, and that it is done now is another.
    """
    return [field for field in FIELDS if field in told and field in changes and _is_news(ticket, field, changes[field])]


def altered(ticket: Ticket, changes: Mapping[str, Any], *, told: Collection[str]) -> list[Alteration]:
    """Before anything is set."""
    return [Alteration(field, getattr(ticket, field), changes[field]) for field in news(ticket, changes, told=told)]


def _is_news(ticket: Ticket, field: str, value: Any) -> bool:
    if field == "status":
        is_end = value is not None and value.is_done and not ticket.status.is_done
        return value is not None and not is_end and value.portal_name != ticket.status.portal_name
    if field == "estimated_on":
        return bool(value != ticket.estimated_on)
    return bool((value.pk if value else None) != getattr(ticket, f"{field}_id"))
