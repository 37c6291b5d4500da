"""Who hears of what rules changed, besides whom they write to: for words before it is done and for letters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from tickets.alterations import FIELDS, Alteration, altered, told_fields
from tickets.circle import told_of
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.recipients import NOBODY, Audience, caused_by


@dataclass(frozen=True, slots=True)
class Consequences:
    """Whoever is responsible now, and customers of what they see; several changes are told together."""

    arrived: Audience = NOBODY
    seen_by_customers: Audience = NOBODY
    occasions: Sequence[Occasion] = ()
    news: Sequence[Alteration] = field(default=())

    @property
    def addresses(self) -> list[str]:
        return [*self.arrived.addresses, *self.seen_by_customers.addresses]


def consequences(before: Ticket, after: Ticket, *, by: User | None) -> Consequences:
    arrived = told_of(after, Occasion.ASSIGNED, by=by) if _holder(before) != _holder(after) else NOBODY
    changes = _changes(before, after)
    if not changes:
        return Consequences(arrived)
    fields = told_fields(after.type)
    occasions, news = caused_by(before, changes, fields=fields), altered(before, changes, told=fields)
    told = told_of(after, *occasions, by=by) if occasions else NOBODY
    return Consequences(arrived, told, occasions, news)


def _holder(ticket: Ticket) -> tuple[int | None, int | None]:
    return ticket.responsible_id, ticket.team_id


def _changes(before: Ticket, after: Ticket) -> dict[str, Any]:
    """Of what customers may be told."""
    columns = {name: name if name == "estimated_on" else f"{name}_id" for name in FIELDS}
    return {name: getattr(after, name) for name, column in columns.items() if getattr(before, column) != getattr(after, column)}
