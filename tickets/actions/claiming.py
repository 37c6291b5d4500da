"""Takes a ticket for oneself (Annehmen)."""

from copy import copy
from typing import Any

from django.db import transaction

from accounts.models import User
from tickets.actions.automating import changed, follow_rules
from tickets.actions.moving import begin
from tickets.actions.recording import lock, record, save_changes
from tickets.choices import Verb
from tickets.models import Ticket
from tickets.telling import told


class AlreadyClaimed(Exception):
    """Somebody was quicker."""

    def __init__(self, holder: User) -> None:
        super().__init__(str(holder))
        self.holder = holder


@transaction.atomic
def claim(ticket: Ticket, *, by: User) -> Ticket:
    """Make the ticket one's own (BR-10). Of two agents one wins, the other gets `AlreadyClaimed`; twice by oneself is once.

    A new ticket is open from then on (T24-51).
    """
    ticket = lock(ticket)
    if ticket.responsible is not None:
        if ticket.responsible != by:
            raise AlreadyClaimed(ticket.responsible)
        return ticket
    unclaimed, team, was = copy(ticket), ticket.team, {"user": None, "team": ticket.team_id}
    ticket.responsible, ticket.team = by, None
    save_changes(ticket, "responsible", "team")
    said: dict[str, Any] = {"from": told(team), "to": told(by), "was": was}
    record(ticket, Verb.CLAIMED, by=by, field="responsible", **said)
    begin(ticket, by=by, since=unclaimed.version)
    follow_rules(ticket, *changed(unclaimed, ticket))
    return ticket
