"""Goes through the tickets of a mass action, each once, whoever dies meanwhile."""

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from accounts.models import User
from tenants.locks import alone
from tickets import notices
from tickets.actions.applying import Doing, apply, doing_of
from tickets.actions.reverting import revert
from tickets.actions.tallying import tally
from tickets.mass.choices import LineState, MassState, Obstacle
from tickets.mass.rights import may_do
from tickets.mass.selections import MOST, NotUnderstood, tickets_of
from tickets.mass.wishes import Vanished
from tickets.models import MassAction, MassLine

#: Seconds after which a worker lets others have their turn.
SLICE = 30.0
#: Tickets between two looks at the people, the types, and whether it was stopped.
BATCH = 50
AT_ONCE = 5_000
#: Workers that died or failed without getting a batch further.
MOST_ATTEMPTS = 3
TOO_MANY: Final = gettext_noop("The list holds more than 100,000 tickets. Please narrow it.")
OTHER_LIST: Final = gettext_noop("The list is not understood any more as it was; perhaps a field was removed.")
NOT_ALLOWED: Final = gettext_noop("You are no longer allowed to do this.")
STOPPED_OFTEN: Final = gettext_noop("It was interrupted at the same place several times.")

log = logging.getLogger(__name__)


class Impossible(Exception):
    """It cannot go on; says why, in English source text."""


def pursue(action_id: int, *, seconds: float = SLICE, batch: int = BATCH) -> bool:
    """Work on it for a while, unless somebody else does. True: there is more to do, and somebody should be woken again.

    Whoever works on it holds a lock, which goes when they die. A ticket and its line are one transaction.
    """
    with alone(f"mass:{action_id}") as nobody_else:
        if not nobody_else or not _claim(action_id):
            return False
        until = time.monotonic() + seconds
        while _step(action_id, batch):
            if time.monotonic() >= until:
                return True
        return False


def _claim(action_id: int) -> bool:
    mine = MassAction.objects.under_way().filter(pk=action_id)
    if mine.filter(attempts__gte=MOST_ATTEMPTS).exists():
        _fail(action_id, STOPPED_OFTEN)
        return False
    return bool(mine.update(attempts=F("attempts") + 1, woken_at=timezone.now()))


def _step(action_id: int, batch: int) -> bool:
    """One batch, or the beginning, or the end. False: nothing is left to do."""
    action = MassAction.objects.under_way().select_related("by").filter(pk=action_id).first()
    if action is None:
        return False
    by: User = action.by
    with translation.override(by.language), timezone.override(by.time_zone):
        try:
            return STEPS[MassState(action.state)](action, by, batch)
        except Impossible as reason:
            _fail(action_id, str(reason))
            return False


@transaction.atomic
def _freeze(action: MassAction, by: User, batch: int) -> bool:
    """From now on it is about these tickets and no others; where that is known already, it just goes on."""
    held = MassAction.objects.select_for_update().get(pk=action.pk)
    if held.state != MassState.QUEUED:
        return True
    if not held.lines.exists():
        _write_lines(held, _numbers(held, by))
    _update(held, state=MassState.RUNNING)
    return True


def _numbers(action: MassAction, by: User) -> Sequence[int]:
    if action.numbers is not None:
        return action.numbers
    try:
        found = list(tickets_of(action, by=by).values_list("pk", flat=True)[: MOST + 1])
    except NotUnderstood as other:
        raise Impossible(OTHER_LIST) from other
    if len(found) > MOST:
        raise Impossible(TOO_MANY)
    return sorted(found)


def _write_lines(action: MassAction, numbers: Sequence[int]) -> None:
    MassLine.objects.bulk_create((MassLine(action=action, number=number) for number in numbers), batch_size=AT_ONCE)
    _update(action, total=len(numbers), numbers=None)


def _do_batch(action: MassAction, by: User, batch: int) -> bool:
    if not may_do(by, action.kind, silent=action.silent):
        raise Impossible(NOT_ALLOWED)
    lines = list(action.lines.waiting()[:batch])
    if not lines:
        return _finish(action, MassState.DONE, before=MassState.RUNNING)
    doing = _doing(action)
    for line in lines:
        if doing is None:
            _refuse(line, Obstacle.VANISHED)
        else:
            _bounded(line, partial(apply, line, doing))
    return _note(action)


def _doing(action: MassAction) -> Doing | None:
    try:
        return doing_of(action)
    except Vanished:
        return None


def _undo_batch(action: MassAction, by: User, batch: int) -> bool:
    if not may_do(by, action.kind):
        raise Impossible(NOT_ALLOWED)
    lines = list(action.lines.to_undo()[:batch])
    if not lines:
        return _finish(action, MassState.UNDONE, before=MassState.UNDOING)
    for line in lines:
        _bounded(line, partial(revert, line, action=action, by=by))
    return _note(action)


STEPS = {MassState.QUEUED: _freeze, MassState.RUNNING: _do_batch, MassState.UNDOING: _undo_batch}


def _bounded(line: MassLine, work: Callable[[], None]) -> None:
    """A ticket that cannot be changed fails alone, and says so; a database that is gone is no ticket's fault."""
    try:
        work()
    except OperationalError:
        raise
    except Exception as error:  # the boundary of each ticket: its line says what happened, the next one is done
        log.exception("mass action %s fails at ticket %s", line.action_id, line.number)
        _refuse(line, Obstacle.BROKEN, type(error).__name__)


def _refuse(line: MassLine, obstacle: Obstacle, detail: str = "") -> None:
    state = LineState.KEPT if line.state == LineState.CHANGED else LineState.REFUSED
    MassLine.objects.filter(pk=line.pk, state=line.state).update(state=state, obstacle=obstacle, detail=detail)


def _note(action: MassAction) -> bool:
    """False when somebody stopped it, and does not want it undone yet."""
    tally(action, attempts=0, woken_at=timezone.now())
    return MassAction.objects.under_way().filter(pk=action.pk).exists()


@transaction.atomic
def _finish(action: MassAction, state: MassState, *, before: MassState) -> bool:
    """Once, with one ring of the bell."""
    ended = {"undone_at" if state == MassState.UNDONE else "finished_at": timezone.now()}
    _note(action)
    if MassAction.objects.filter(pk=action.pk, state=before).update(state=state, **ended):
        notices.mass_action_over(MassAction.objects.select_related("by").get(pk=action.pk))
    return False


@transaction.atomic
def _fail(action_id: int, error: str) -> None:
    """What fails on its way back is stopped: it can be undone further, but nobody goes on with it."""
    mine, back = MassAction.objects.under_way().filter(pk=action_id), MassState.UNDOING
    said = {"error": error, "finished_at": timezone.now()}
    if mine.filter(state=back).update(state=MassState.CANCELLED, **said) or mine.update(state=MassState.FAILED, **said):
        notices.mass_action_over(MassAction.objects.select_related("by").get(pk=action_id))


def _update(action: MassAction, **values: object) -> None:
    MassAction.objects.filter(pk=action.pk).update(**values)
