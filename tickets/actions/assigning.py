"""Says who is responsible."""

from typing import Any

from django.db import transaction

from accounts.models import Team, User
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.outdating import refuse_outdated
from tickets.actions.recording import lock, record, save_changes
from tickets.choices import Verb
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.telling import told


@transaction.atomic
def assign(
    ticket: Ticket,
    *,
    by: User,
    version: int,
    responsible: User | None = None,
    team: Team | None = None,
    agreed: Agreed = UNSEEN,
) -> Ticket:
    """Give the ticket to a user or a team, or to nobody (C-21); whoever gets it hears of it. May raise `Outdated`."""
    ticket = lock(ticket)
    if (ticket.responsible, ticket.team) == (responsible, team):
        return ticket
    refuse_outdated(ticket, version=version, fields=["responsible"])
    before, was = ticket.responsible or ticket.team, {"user": ticket.responsible_id, "team": ticket.team_id}
    ticket.responsible, ticket.team = responsible, None if responsible else team
    save_changes(ticket, "responsible", "team")
    said: dict[str, Any] = {"from": told(before), "to": told(responsible or team), "was": was}
    record(ticket, Verb.ASSIGNED, by=by, field="responsible", **said)
    notices.work_arrived(ticket, told=agree(ticket, Occasion.ASSIGNED, by=by, agreed=agreed))
    return ticket
