"""Undoes lines of a ticket's history (B-6)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from accounts.models import Team, User
from tickets.actions.agreeing import UNSEEN, Agreed
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.linking import AlreadyLinked, GoesRound, link, unlink
from tickets.actions.listing import TooMany, relist
from tickets.actions.moving import NotAllowed, move
from tickets.actions.recording import lock, record, save_changes
from tickets.actions.relating import LAID_BACK, lay_back
from tickets.actions.snoozing import snooze
from tickets.actions.tagging import tag
from tickets.actions.timing import stand_again
from tickets.choices import LinkKind, Verb
from tickets.models import Event, Status, Ticket, TicketLink
from tickets.telling import told, unkept
from tickets.undoing import LINKS, standing

#: What may be in the way of the way back.
OBSTACLES = (ObjectDoesNotExist, AlreadyLinked, GoesRound, NotAllowed, TooMany)


class CannotTakeBack(Exception):
    """Somebody changed the same since, or what it was before is no longer there."""


@transaction.atomic
def take_back(event: Event, *, by: User, agreed: Agreed = UNSEEN) -> Ticket:
    """It is as it was before this event, and the history says so: nothing is taken out of it. Twice is `CannotTakeBack`.

    A status that followed by itself goes back along, if nothing else happened since. Whoever is responsible again hears of
    it, unless it was `agreed` that nobody does.
    """
    ticket = _held(event)
    if ticket.pk != event.ticket_id or event not in standing(Event.objects.filter(ticket=ticket)):
        raise CannotTakeBack
    stood, followed = ticket.status_id, _followed(event)
    try:
        _take_back(ticket, event, by=by, agreed=agreed)
        if followed and (before := Status.objects.filter(pk=followed.data["was"]).first()):
            move(lock(ticket), before, by=by)
    except OBSTACLES as obstacle:
        raise CannotTakeBack from obstacle
    ticket = lock(ticket)
    if ticket.status_id != stood:
        stand_again(ticket)
    return ticket


def _followed(event: Event) -> Event | None:
    """The status that followed by itself from this alone, if nothing happened to the ticket since."""
    later = list(Event.objects.filter(ticket=event.ticket_id, pk__gt=event.pk).order_by("pk")[:2])
    alone = {"by_itself": True, "field": "status", "since": event.data.get("version", 0) - 1}
    return later[0] if len(later) == 1 and alone.items() <= later[0].data.items() else None


@transaction.atomic
def take_back_together(events: Iterable[Event], *, by: User, agreed: Agreed = UNSEEN) -> list[Event]:
    """What one save changed on a ticket, the last first; then the status that followed by itself, so that it does not follow
    once more. Returns what could not be taken back.
    """
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (bool(event.data.get("by_itself")), -event.pk)):
        try:
            if event.data.get("by_itself"):
                _take_along(event, by=by)
            else:
                take_back(event, by=by, agreed=agreed)
        except CannotTakeBack:
            kept.append(event)
    return kept


def _take_along(event: Event, *, by: User) -> None:
    """A status that somebody set since stays, and is nothing to speak of; so does a field that followed another."""
    ticket = lock(Ticket(pk=event.ticket_id))
    of_status = Event.objects.filter(ticket=event.ticket_id, data__field="status").order_by("pk").last()
    if event.data["field"] == "status" and event == of_status and ticket.pk == event.ticket_id:
        move(ticket, Status.objects.get(pk=event.data["was"]), by=by)
        stand_again(ticket)


def _held(event: Event) -> Ticket:
    """Of a link both tickets, in the order everybody locks them: two who undo it from both sides never wait for each other."""
    if event.verb in LINKS:
        pair = Ticket.objects.filter(pk__in=[event.ticket_id, event.data.get("number", 0)])
        list(pair.select_for_update().order_by("pk"))
    return lock(Ticket(pk=event.ticket_id))


def _take_back(ticket: Ticket, event: Event, *, by: User, agreed: Agreed) -> None:
    was = event.data.get("was")
    if event.verb == Verb.SNOOZED:
        _unsnooze(ticket, was, by=by)
    elif event.verb == Verb.WOKEN:
        _put_off_again(ticket, was, by=by)
    elif event.verb == Verb.LINKED:
        _unlink(ticket, event, by=by)
    elif event.verb == Verb.UNLINKED:
        _link_again(ticket, was, by=by)
    elif event.verb == Verb.UNLISTED:
        relist(ticket, event, by=by)
    else:
        _set_again(ticket, event, by=by, agreed=agreed)


def _set_again(ticket: Ticket, event: Event, *, by: User, agreed: Agreed) -> None:
    field, was = event.data["field"], event.data.get("was")
    if field == "status":
        move(ticket, Status.objects.get(pk=was), by=by)
    elif field == "responsible":
        user = User.objects.assignable().get(pk=was["user"]) if was["user"] else None
        team = Team.objects.get(pk=was["team"], is_active=True) if was["team"] else None
        assign(ticket, by=by, version=ticket.version, responsible=user, team=team, agreed=agreed, ruled=False)
    elif field == "tags":
        tag(ticket, [name for name in (event.data.get("from") or "").split(", ") if name], by=by)
    elif field in LAID_BACK:
        lay_back(ticket, field, was, by=by)
    elif field.startswith("custom_"):
        change(ticket, by=by, version=ticket.version, agreed=agreed, ruled=False, custom={field.removeprefix("custom_"): was})
    else:
        change(ticket, by=by, version=ticket.version, agreed=agreed, ruled=False, **{field: unkept(Ticket, field, was)})


def _unsnooze(ticket: Ticket, was: dict[str, Any], *, by: User) -> None:
    """In the status it had; put off until the date it had before, if any."""
    until = unkept(Ticket, "snoozed_until", was["until"])
    moved = move(ticket, Status.objects.get(pk=was["status"]), by=by)
    if until or not moved:
        ticket.snoozed_until = until
        save_changes(ticket, "snoozed_until")
        record(ticket, Verb.SNOOZED if until else Verb.WOKEN, by=by, **({"to": told(until)} if until else {}))


def _put_off_again(ticket: Ticket, was: dict[str, Any], *, by: User) -> None:
    until: datetime = unkept(Ticket, "snoozed_until", was["until"])
    if until <= timezone.now():
        raise CannotTakeBack
    snooze(ticket, by=by, until=until)


def _unlink(ticket: Ticket, event: Event, *, by: User) -> None:
    pair = [ticket.pk, event.data["number"]]
    unlink(TicketLink.objects.select_related("source", "target").get(source__in=pair, target__in=pair), by=by)


def _link_again(ticket: Ticket, was: dict[str, Any], *, by: User) -> None:
    source, target = Ticket.objects.living().get(pk=was["source"]), Ticket.objects.living().get(pk=was["target"])
    link(source, to=target, kind=LinkKind(was["kind"]), by=by)
