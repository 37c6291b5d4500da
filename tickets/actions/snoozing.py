"""Puts a ticket off until a date (Wiedervorlage), and wakes it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets import notices
from tickets.actions.automating import follow_rules
from tickets.actions.moving import default_status, leave_for, move
from tickets.actions.recording import lock, record, save_changes
from tickets.choices import Category, Verb
from tickets.circle import told_of
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import Happening
from tickets.telling import kept, told

AT_ONCE = 500


@transaction.atomic
def snooze(ticket: Ticket, *, by: User, until: datetime) -> Ticket:
    """Nobody needs to look at it before then: it is postponed, and comes back by itself; the same again changes nothing.

    Whatever moves it on before ends that, such as an answer of the customer. May raise `NotAllowed`.
    """
    ticket = lock(ticket)
    if ticket.snoozed_until == until:
        return ticket
    was = {"status": ticket.status_id, "until": kept(ticket, "snoozed_until")}
    postponed = default_status(Category.POSTPONED)
    leave_for(ticket, postponed)
    move(ticket, postponed, by=by)
    ticket.snoozed_until = until
    save_changes(ticket, "snoozed_until")
    record(ticket, Verb.SNOOZED, by=by, to=told(until), was=was)
    if was["status"] != ticket.status_id:
        follow_rules(ticket, Happening.STATUS)
    return ticket


@transaction.atomic
def wake(ticket: Ticket, *, by: User | None = None) -> Ticket:
    """It is open again; whoever is responsible hears the bell. By the clock only once its time has come, and only once."""
    ticket = lock(ticket)
    if ticket.snoozed_until is None or (by is None and ticket.snoozed_until > timezone.now()):
        return ticket
    was = {"until": kept(ticket, "snoozed_until")}
    move(ticket, default_status(Category.OPEN), by=by, by_itself=True)
    record(ticket, Verb.WOKEN, by=by, was=was)
    notices.ticket_woke(ticket, told=told_of(ticket, Occasion.WOKE, by=by))
    follow_rules(ticket, Happening.STATUS)
    return ticket


def wake_due() -> int:
    """Those whose time has come, the longest asleep first; returns how many."""
    due = Ticket.objects.living().filter(snoozed_until__lte=timezone.now()).order_by("snoozed_until", "pk")
    keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for pk in keys:
        wake(Ticket(pk=pk))
    return len(keys)
