"""Does what a mass action wants to one of its tickets, with the verbs that its own page uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from accounts.models import User
from tickets.actions.agreeing import Agreed
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.deleting import delete
from tickets.actions.merging import CannotMerge, merge
from tickets.actions.moving import Incomplete, NotAllowed
from tickets.actions.subscribing import subscribe, unsubscribe
from tickets.mass.choices import LineState, MassKind, MassState, Obstacle
from tickets.mass.facts import WATCHING, rules_for, watched_by
from tickets.mass.verdicts import Rules, Verdict, judge, with_tags, without_tags
from tickets.mass.wishes import Wish, wish_of
from tickets.models import Event, MassAction, MassLine, Status, Ticket, TicketType

GONE = Verdict(LineState.REFUSED, Obstacle.GONE)
NOT_ALLOWED = Verdict(LineState.REFUSED, Obstacle.NOT_ALLOWED)
NOT_MERGED = Verdict(LineState.REFUSED, Obstacle.NOT_MERGED)
Trace = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done to each ticket of a batch, read once for all of them."""

    kind: MassKind
    wish: Wish
    by: User
    agreed: Agreed
    rules: Rules
    statuses: Mapping[int, Status]
    types: Mapping[int, TicketType]


def doing_of(action: MassAction) -> Doing:
    """Raises `Vanished`."""
    kind, wish = MassKind(action.kind), wish_of(action)
    rules = rules_for(kind, wish, by=action.by, numbers=())
    agreed = Agreed(silent=action.silent)
    return Doing(kind, wish, action.by, agreed, rules, Status.objects.in_bulk(), TicketType.objects.in_bulk())


@transaction.atomic
def apply(line: MassLine, doing: Doing) -> None:
    """The ticket and its line change together; twice is once, and after the action was stopped it is never."""
    running = MassLine.objects.filter(state=LineState.WAITING, action__state=MassState.RUNNING)
    held = running.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if held is None:
        return
    verdict, trace = _outcome(held.number, doing)
    held.state, held.obstacle, held.detail, held.trace = verdict.state, verdict.obstacle, verdict.detail[:200], trace
    held.save(update_fields=["state", "obstacle", "detail", "trace"])


def _outcome(number: int, doing: Doing) -> tuple[Verdict, Trace]:
    """Nobody else changes the ticket between the question and the deed."""
    ticket = _hold(number, doing)
    if ticket is None:
        return GONE, {}
    watched = watched_by(doing.by, [number]) if doing.kind in WATCHING else frozenset()
    verdict = judge(doing.kind, ticket, doing.wish, replace(doing.rules, watched=watched))
    if verdict.state != LineState.CHANGED:
        return verdict, {}
    try:
        return verdict, DEEDS[doing.kind](ticket, doing)
    except (NotAllowed, Incomplete):
        return NOT_ALLOWED, {}
    except CannotMerge:
        return NOT_MERGED, {}


def _hold(number: int, doing: Doing) -> Ticket | None:
    """The very ticket, locked, if the person may see it: not the one it was merged into, which nobody chose."""
    both = [number, *([doing.wish.into.pk] if doing.wish.into else [])]
    ticket = Ticket.objects.select_for_update().filter(pk__in=both).order_by("pk").in_bulk().get(number)
    if ticket is None or not Ticket.objects.visible_to(doing.by).filter(pk=number).exists():
        return None
    if ticket.status_id in doing.statuses and ticket.type_id in doing.types:
        ticket.status, ticket.type = doing.statuses[ticket.status_id], doing.types[ticket.type_id]
    return ticket


def _change(ticket: Ticket, doing: Doing, **changes: Any) -> Trace:
    change(ticket, by=doing.by, version=ticket.version, agreed=doing.agreed, ruled=False, **changes)
    return _traced(ticket)


def _traced(ticket: Ticket) -> Trace:
    """The lines of its history since it was read: what is undone together."""
    since = Event.objects.filter(ticket=ticket, data__version__gt=ticket.version, data__has_key="field")
    return {"events": list(since.order_by("pk").values_list("pk", flat=True))}


def _edit(ticket: Ticket, doing: Doing) -> Trace:
    custom = {"custom": dict(doing.wish.custom)} if doing.wish.custom else {}
    return _change(ticket, doing, **doing.wish.fields, **custom)


def _assign(ticket: Ticket, doing: Doing) -> Trace:
    wish = doing.wish
    to: dict[str, Any] = {"responsible": wish.responsible, "team": wish.team}
    assign(ticket, by=doing.by, version=ticket.version, agreed=doing.agreed, ruled=False, **to)
    return _traced(ticket)


def _subscribe(ticket: Ticket, doing: Doing) -> Trace:
    subscribe(ticket, by=doing.by)
    return {}


def _unsubscribe(ticket: Ticket, doing: Doing) -> Trace:
    unsubscribe(ticket, by=doing.by)
    return {}


def _merge(ticket: Ticket, doing: Doing) -> Trace:
    if doing.wish.into is None:
        raise CannotMerge(ticket)
    return {"merge": merge(ticket, into=doing.wish.into, by=doing.by).pk}


def _delete(ticket: Ticket, doing: Doing) -> Trace:
    delete(ticket, by=doing.by)
    return {}


DEEDS: Mapping[MassKind, Callable[[Ticket, Doing], Trace]] = {
    MassKind.EDIT: _edit,
    MassKind.TAG: lambda ticket, doing: _change(ticket, doing, tags=with_tags(ticket, doing.wish)),
    MassKind.UNTAG: lambda ticket, doing: _change(ticket, doing, tags=without_tags(ticket, doing.wish)),
    MassKind.ASSIGN: _assign,
    MassKind.STATUS: lambda ticket, doing: _change(ticket, doing, status=doing.wish.status),
    MassKind.SUBSCRIBE: _subscribe,
    MassKind.UNSUBSCRIBE: _unsubscribe,
    MassKind.MERGE: _merge,
    MassKind.DELETE: _delete,
}
