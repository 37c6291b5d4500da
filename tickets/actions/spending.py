"""Writes down what was spent on a ticket, changes it, and takes it away (C-43)."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from tickets.actions.recording import lock, record
from tickets.choices import Verb
from tickets.effort_wording import told_effort
from tickets.efforts import may_change
from tickets.models import Effort, Ticket


class NotYours(Exception):
    """It is somebody else's time, and only who administers the workspace may touch that."""


class Spent(TypedDict, total=False):
    """Hours or days or both, as they are kept; `measured` corrects what the clock said."""

    person: User
    on: date
    hours: Decimal | None
    days: Decimal | None
    note: str
    is_billable: bool


@transaction.atomic
def spend(ticket: Ticket, *, by: User, token: UUID, **spent: Unpack[Spent]) -> Effort:
    """Somebody's time by hand. The same token twice is once. May raise `NotYours`."""
    ticket = lock(ticket)
    there = Effort.objects.filter(token=token).first()
    if there:
        return there
    effort = Effort(ticket=ticket, token=token, **{"person": by, **spent})
    if not may_change(by, effort):
        raise NotYours
    effort.save()
    record(ticket, Verb.LOGGED, by=by, to=told_effort(effort, by=by))
    return effort


@transaction.atomic
def correct(effort: Effort, *, by: User, **spent: Any) -> None:
    """Other values; the history keeps what was. What is gone meanwhile stays gone. May raise `NotYours`."""
    ticket, held = lock(effort.ticket), _held(effort, by=by)
    if held is None:
        return
    before: Any = told_effort(held, by=by)
    for field, value in spent.items():
        setattr(held, field, value)
    after = told_effort(held, by=by)
    if not may_change(by, held):
        raise NotYours
    if after != before:
        held.save()
        record(ticket, Verb.RELOGGED, by=by, **{"from": before, "to": after})


@transaction.atomic
def strike(effort: Effort, *, by: User) -> None:
    """It counts no more; the history keeps what was. Twice is once. May raise `NotYours`."""
    ticket, held = lock(effort.ticket), _held(effort, by=by)
    if held is not None:
        before: Any = told_effort(held, by=by)
        record(ticket, Verb.UNLOGGED, by=by, **{"from": before})
        held.delete()


def _held(effort: Effort, *, by: User) -> Effort | None:
    """As it is now, below the ticket's lock."""
    held = Effort.objects.select_related("person").filter(pk=effort.pk).first()
    if held is not None and not may_change(by, held):
        raise NotYours
    return held
