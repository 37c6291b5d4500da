"""Moves a ticket to another status."""

from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tickets.actions.recording import record, save_changes
from tickets.choices import GIVES_WAY, Category, Verb
from tickets.models import Status, Ticket
from tickets.telling import told


def default_status(category: Category) -> Status:
    """The status a ticket gets when a rule says only what it means.

    A meaning that the workspace switched off gives way to the next one (T24-39).
    """
    status = Status.objects.get(category=category, is_default=True)
    return status if status.is_active or category not in GIVES_WAY else default_status(GIVES_WAY[category])


def move(ticket: Ticket, to: Status, *, by: User | Contact | None) -> bool:
    """Set the status of a locked ticket and say so in the history; False if it was there already.

    Done ones get `closed_at`; leaving them takes it away and counts as reopening.
    """
    before = ticket.status
    if before == to:
        return False
    ticket.status = to
    ticket.closed_at = (ticket.closed_at or timezone.now()) if to.is_done else None
    save_changes(ticket, "status", "closed_at")
    record(ticket, _verb(before, to), by=by, field="status", **{"from": told(before), "to": told(to)})
    return True


def _verb(before: Status, to: Status) -> Verb:
    if to.category == Category.CLOSED:
        return Verb.CLOSED
    return Verb.REOPENED if before.is_done and not to.is_done else Verb.STATUS
