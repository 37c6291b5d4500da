"""Measures the time that somebody works on a ticket (BR-19)."""

from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.recording import lock, record
from tickets.actions.spending import NotYours
from tickets.choices import Verb
from tickets.effort_wording import told_effort
from tickets.efforts import is_measured, may_change, measured_for
from tickets.models import Effort, Stint, Ticket

#: A page that somebody works in gives a sign of life more often than that; whatever gives none any more ended with its last.
PATIENCE = timedelta(seconds=35)


class NothingMeasured(Exception):
    """There is no time to keep."""


class Kept(TypedDict, total=False):
    """`measured` where the clock is corrected."""

    measured: timedelta
    on: date
    note: str
    is_billable: bool


@transaction.atomic
def work(ticket: Ticket, *, by: User, tab: str, input_at: datetime) -> bool:
    """A sign of life: the stint goes on, or a new one begins, and that of another ticket ends.

    False where nothing is measured, or where the person used keys or mouse later on another ticket: its time is that one's.
    """
    running = _running(by)
    if not is_measured(ticket) or _is_elsewhere(running, ticket, tab=tab, input_at=input_at):
        return False
    now = timezone.now()
    if running and running.ticket_id == ticket.pk and _is_alive(running, now):
        running.ended_at, running.input_at, running.tab = max(running.ended_at, now), max(running.input_at, input_at), tab
        running.save(update_fields=["ended_at", "input_at", "tab"])
        return True
    if running:
        _end(running, now)
    Stint.objects.create(ticket=ticket, person=by, began_at=now, ended_at=now, input_at=input_at, tab=tab, is_running=True)
    return True


@transaction.atomic
def pause(*, by: User, tab: str) -> None:
    """This tab works no more; what another one does goes on."""
    running = _running(by)
    if running and running.tab == tab:
        _end(running, timezone.now())


@transaction.atomic
def keep(ticket: Ticket, *, by: User, token: UUID, person: User | None = None, **kept: Unpack[Kept]) -> Effort:
    """What was measured of this person, or of oneself, until now becomes an effort, corrected or as it is.

    The same token twice is once. May raise `NothingMeasured`, and `NotYours` as every effort does.
    """
    person = person or by
    ticket, running = lock(ticket), _running(person)
    there = Effort.objects.filter(token=token).first()
    if there:
        return there
    if running and running.ticket_id == ticket.pk:
        _end(running, timezone.now())
    stints = Stint.objects.filter(ticket=ticket, person=person, effort=None)
    measured = measured_for(person, ticket)
    if not measured:
        raise NothingMeasured
    effort = Effort(ticket=ticket, person=person, token=token, **{"measured": measured, "on": timezone.localdate(), **kept})
    if not may_change(by, effort):
        raise NotYours
    effort.save()
    stints.update(effort=effort)
    record(ticket, Verb.LOGGED, by=by, to=told_effort(effort, by=by))
    return effort


def _running(person: User) -> Stint | None:
    """Below the person's own lock, so that two tabs never begin one each."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    return Stint.objects.filter(person=person, is_running=True).first()


def _is_elsewhere(running: Stint | None, ticket: Ticket, *, tab: str, input_at: datetime) -> bool:
    if running is None or running.ticket_id == ticket.pk or running.tab == tab:
        return False
    return _is_alive(running, timezone.now()) and running.input_at > input_at


def _is_alive(stint: Stint, now: datetime) -> bool:
    return now - stint.ended_at <= PATIENCE


def _end(stint: Stint, now: datetime) -> None:
    """Until now where it gave a sign of life just before, else with its last one."""
    if _is_alive(stint, now):
        stint.ended_at = max(stint.ended_at, now)
    stint.is_running = False
    stint.save(update_fields=["ended_at", "is_running"])
