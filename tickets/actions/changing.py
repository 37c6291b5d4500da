"""Changes a ticket's properties."""

from typing import Any

from django.db import transaction

from accounts.models import User
from tickets import notices
from tickets.actions.moving import move
from tickets.actions.outdating import refuse_outdated
from tickets.actions.recording import lock, record, save_changes
from tickets.choices import Verb
from tickets.models import Ticket
from tickets.telling import told

CHANGEABLE = frozenset({"subject", "status", "priority", "category", "due_at"})


@transaction.atomic
def change(ticket: Ticket, *, by: User, version: int, **changes: Any) -> Ticket:
    """Set subject, status, priority, category or due_at; one line of history for each that is new.

    `version` is that of the page the changes were made on. Raises `Outdated` if somebody changed one of the same fields
    since; then nothing is saved. A ticket that is done now is told to the customer.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"not changeable: {sorted(unknown)}")
    ticket = lock(ticket)
    new = {field: value for field, value in changes.items() if getattr(ticket, field) != value}
    refuse_outdated(ticket, version=version, fields=new)
    status = new.pop("status", None)
    for field, value in new.items():
        before = getattr(ticket, field)
        setattr(ticket, field, value)
        save_changes(ticket, field)
        record(ticket, Verb.CHANGED, by=by, field=field, **{"from": told(before), "to": told(value)})
    was_done = ticket.status.is_done
    if status is not None and move(ticket, status, by=by) and status.is_done and not was_done:
        notices.ticket_done(ticket, by=by)
    return ticket
