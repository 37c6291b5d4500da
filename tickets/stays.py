"""How long a ticket was in each status, so that working can be told from waiting (C-43)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from tickets.choices import DONE_CATEGORIES, WORKING_CATEGORIES
from tickets.models import Status, StatusSpan, Ticket


@dataclass(frozen=True, slots=True)
class Stay:
    """All the time in one status, the first time first; it goes on where the ticket is now."""

    status: Status
    times: int
    lasted: timedelta
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Stays:
    each: list[Stay]
    working: timedelta
    waiting: timedelta


def stays_of(ticket: Ticket) -> Stays:
    """One query. Done is neither working nor waiting."""
    now, spans = timezone.now(), list(ticket.status_spans.select_related("status"))
    statuses = {span.status_id: span.status for span in spans}
    each = [_stay(status, [span for span in spans if span.status_id == pk], now) for pk, status in statuses.items()]
    done = _sum(stay.lasted for stay in each if stay.status.category in DONE_CATEGORIES)
    working = _sum(stay.lasted for stay in each if stay.status.category in WORKING_CATEGORIES)
    return Stays(each, working=working, waiting=_sum(stay.lasted for stay in each) - working - done)


def _stay(status: Status, spans: list[StatusSpan], now: datetime) -> Stay:
    lasted = _sum((span.ended_at or now) - span.began_at for span in spans)
    return Stay(status, times=len(spans), lasted=lasted, goes_on=spans[-1].ended_at is None)


def _sum(times: Iterable[timedelta]) -> timedelta:
    return sum(times, timedelta())
