"""Undoes what a mass action did to one of its tickets, unless somebody changed the same since (B-6)."""

from collections.abc import Callable, Mapping

from django.db import transaction

from accounts.models import User
from tickets.actions.agreeing import Agreed
from tickets.actions.deleting import restore
from tickets.actions.merging import unmerge
from tickets.actions.subscribing import subscribe, unsubscribe
from tickets.actions.taking_back import take_back_together
from tickets.mass.choices import LineState, MassKind, MassState, Obstacle
from tickets.mass.facts import watched_by
from tickets.mass.verdicts import Verdict
from tickets.models import Event, MassAction, MassLine, Merge, Ticket
from tickets.undoing import NEVER_UNDONE

UNDONE = Verdict(LineState.UNDONE)


@transaction.atomic
def revert(line: MassLine, *, action: MassAction, by: User) -> None:
    """The ticket and its line change together; twice is once."""
    undoing = MassLine.objects.filter(state=LineState.CHANGED, action__state=MassState.UNDOING)
    held = undoing.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if held is None:
        return
    verdict = WAYS_BACK[MassKind(action.kind)](held, action, by)
    held.state, held.obstacle, held.detail = verdict.state, verdict.obstacle, verdict.detail[:200]
    held.save(update_fields=["state", "obstacle", "detail"])


def _kept(obstacle: Obstacle, detail: str = "") -> Verdict:
    return Verdict(LineState.KEPT, obstacle, detail)


def _take_back(line: MassLine, action: MassAction, by: User) -> Verdict:
    """Field by field; one that stays does not keep the others from going back. Nobody gets mail of it (decision 0027)."""
    if not Ticket.objects.visible_to(by).filter(pk=line.number).exists():
        return _kept(Obstacle.GONE)
    events = Event.objects.filter(ticket=line.number, pk__in=line.trace.get("events", []))
    stay = take_back_together(events, by=by, agreed=Agreed(silent=True))
    if not stay:
        return UNDONE
    fields = sorted({str(event.data["field"]) for event in stay})
    return _kept(Obstacle.TOLD if set(fields) <= {*NEVER_UNDONE} else Obstacle.CHANGED_SINCE, ", ".join(fields))


def _separate(line: MassLine, action: MassAction, by: User) -> Verdict:
    """Wherever it was merged on to since; one that somebody separated or deleted meanwhile stays as it is."""
    merged = Merge.objects.filter(pk=line.trace.get("merge"), undone_at=None).select_related("ticket__merged_into").first()
    host = merged.ticket.merged_into if merged else None
    if merged is None or host is None:
        return _kept(Obstacle.CHANGED_SINCE)
    if not Ticket.objects.visible_to(by).filter(pk=host.pk).exists():
        return _kept(Obstacle.GONE)
    unmerge(merged.ticket, by=by)
    return UNDONE


def _restore(line: MassLine, action: MassAction, by: User) -> Verdict:
    """What one deleted oneself, and nobody restored or deleted since."""
    ticket = Ticket.objects.deleted().filter(pk=line.number).first()
    if ticket is None or ticket.deleted_by_id != by.pk:
        return _kept(Obstacle.CHANGED_SINCE)
    restore(ticket, by=by)
    return UNDONE


def _stop_watching(line: MassLine, action: MassAction, by: User) -> Verdict:
    unsubscribe(Ticket(pk=line.number), by=by)
    return UNDONE


def _watch_again(line: MassLine, action: MassAction, by: User) -> Verdict:
    ticket = Ticket.objects.visible_to(by).filter(pk=line.number).first()
    if ticket is None:
        return _kept(Obstacle.GONE)
    if watched_by(by, [ticket.pk]):
        return _kept(Obstacle.CHANGED_SINCE)
    subscribe(ticket, by=by)
    return UNDONE


WAYS_BACK: Mapping[MassKind, Callable[[MassLine, MassAction, User], Verdict]] = {
    MassKind.EDIT: _take_back,
    MassKind.TAG: _take_back,
    MassKind.UNTAG: _take_back,
    MassKind.ASSIGN: _take_back,
    MassKind.STATUS: _take_back,
    MassKind.SUBSCRIBE: _stop_watching,
    MassKind.UNSUBSCRIBE: _watch_again,
    MassKind.MERGE: _separate,
    MassKind.DELETE: _restore,
}
