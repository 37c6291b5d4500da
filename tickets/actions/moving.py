"""Moves a ticket to another status."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.models import User
from notifications import outbox
from tenants.compiled import CompiledRows
from tickets import notices
from tickets.actions.recording import Actor, record, save_changes
from tickets.actions.timing import stand
from tickets.choices import GIVES_WAY, Category, Verb
from tickets.models import Status, Ticket
from tickets.telling import told
from tickets.workflow import may_move, wanting


class NotAllowed(Exception):
    """The type's workflow does not lead from here to there."""

    def __init__(self, before: Status, after: Status) -> None:
        super().__init__(f"{before} → {after}")
        self.before = before
        self.after = after


class Incomplete(Exception):
    """Something must be filled in before: `field` is `solution` or `report`."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def default_status(category: Category) -> Status:
    """The status a ticket gets when a rule says only what it means.

    A meaning that the workspace switched off gives way to the next one (T24-39).
    """
    return default_among(DEFAULTS(), category)


DEFAULTS = CompiledRows(lambda: Status.objects.filter(is_default=True))


def default_among(statuses: Iterable[Status], category: Category) -> Status:
    """The same, of default statuses that were read already. May raise `Status.DoesNotExist`."""
    there = next((each for each in statuses if each.category == category), None)
    status = there or Status.objects.get(category=category, is_default=True)
    return status if status.is_active or category not in GIVES_WAY else default_among(statuses, GIVES_WAY[category])


def leave_for(ticket: Ticket, to: Status) -> bool:
    """Staff ask for this status. Raises `NotAllowed` or `Incomplete` where the type says no; True otherwise."""
    if not may_move(ticket, to):
        raise NotAllowed(ticket.status, to)
    if wanted := wanting(ticket, to):
        raise Incomplete(wanted[0])
    return True


def begin(ticket: Ticket, *, by: User, since: int) -> None:
    """Somebody works on it: a new ticket is open from then on, unless its type says otherwise (C-07, T24-51).

    `since` is the version before they did, so that undoing all they did undoes this as well.
    """
    if ticket.status.category == Category.NEW and ticket.type.opens_when_claimed:
        move(ticket, default_status(Category.OPEN), by=by, by_itself=True, since=since)


def move(ticket: Ticket, to: Status, *, by: Actor, by_itself: bool = False, since: int | None = None) -> bool:
    """Set the status of a locked ticket and say so in the history; False if it was there already.

    One that follows from something else (`by_itself`) is no choice that another's would contradict.

    Done ones get `closed_at`; leaving them takes it away and counts as reopening: letters that it is done, still in the
    outbox, never go (B-6). Whatever moves, sleeps no more.
    """
    before = ticket.status
    if before == to:
        return False
    ticket.status = to
    ticket.closed_at = (ticket.closed_at or timezone.now()) if to.is_done else None
    ticket.snoozed_until = None
    save_changes(ticket, "status", "closed_at", "snoozed_until")
    stand(ticket)
    said: dict[str, Any] = {"from": told(before), "to": told(to), "was": before.pk}
    said |= ({"by_itself": True} if by_itself else {}) | ({"since": since} if since is not None else {})
    record(ticket, _verb(before, to), by=by, field="status", **said)
    if before.is_done and not to.is_done:
        outbox.spare(notices.closing_of(ticket))
    return True


def _verb(before: Status, to: Status) -> Verb:
    if to.category == Category.CLOSED:
        return Verb.CLOSED
    return Verb.REOPENED if before.is_done and not to.is_done else Verb.STATUS
