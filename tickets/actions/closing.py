"""Closes and reopens tickets."""

from django.db import transaction

from accounts.models import User
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.automating import follow_rules
from tickets.actions.moving import default_status, leave_for, move
from tickets.actions.recording import lock
from tickets.choices import Category
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import Happening


@transaction.atomic
def close(ticket: Ticket, *, by: User, agreed: Agreed = UNSEEN) -> Ticket:
    """Close the ticket; the customer is told once (T24-57). Closing a closed one does nothing.

    Raises `NotAllowed` or `Incomplete` where the ticket's type says no (C-07), `OthersHear` as `agree` does.
    """
    ticket = lock(ticket)
    was_done = ticket.status.is_done
    closed = default_status(Category.CLOSED)
    has_moved = leave_for(ticket, closed) and move(ticket, closed, by=by)
    if has_moved and not was_done:
        notices.ticket_done(ticket, told=agree(ticket, Occasion.DONE, by=by, agreed=agreed))
    if has_moved:
        follow_rules(ticket, Happening.STATUS, is_silent=agreed.silent)
    return ticket


@transaction.atomic
def reopen(ticket: Ticket, *, by: User) -> Ticket:
    """Bring a done ticket back to open; on an open one nothing happens."""
    ticket = lock(ticket)
    if ticket.status.is_done:
        move(ticket, default_status(Category.OPEN), by=by)
        follow_rules(ticket, Happening.STATUS)
    return ticket
