"""Says who is responsible."""

from django.db import transaction

from accounts.models import Team, User
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.automating import follow_rules
from tickets.actions.outdating import refuse_outdated
from tickets.actions.recording import lock
from tickets.actions.setting import give
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import Happening


@transaction.atomic
def assign(
    ticket: Ticket,
    *,
    by: User,
    version: int,
    responsible: User | None = None,
    team: Team | None = None,
    agreed: Agreed = UNSEEN,
    ruled: bool = True,
) -> Ticket:
    """Give the ticket to a user or a team, or to nobody (C-21); whoever gets it hears of it. May raise `Outdated`.

    Rules follow, unless `ruled` is off.
    """
    ticket = lock(ticket)
    if (ticket.responsible, ticket.team) == (responsible, team):
        return ticket
    refuse_outdated(ticket, version=version, fields=["responsible"])
    give(ticket, by=by, responsible=responsible, team=team)
    notices.work_arrived(ticket, told=agree(ticket, Occasion.ASSIGNED, by=by, agreed=agreed))
    if ruled:
        follow_rules(ticket, Happening.CHANGED, is_silent=agreed.silent)
    return ticket
