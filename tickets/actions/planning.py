"""Plans a mass action, starts it, stops it, and has it undone (C-37, B-6)."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.tallying import tally
from tickets.mass.choices import MOST_MERGED, OVER, STARTED, UNDER_WAY, LineState, MassKind, MassState
from tickets.mass.foresight import foresee
from tickets.mass.selections import Selection
from tickets.mass.wishes import Wish, kept_of
from tickets.models import MassAction

#: So many at a time are enough for one person; the others have to wait for the worker as well.
MOST_UNDER_WAY = 3


class NothingChosen(Exception):
    """None of the tickets is there, or none is visible."""


class TooMany(Exception):
    """More tickets than this can be done with at once: `most`."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class Busy(Exception):
    """This person has enough under way already."""


class Stale(Exception):
    """Other people would get mail now than the preview said."""


def plan(kind: MassKind, *, by: User, selection: Selection, wish: Wish, silent: bool = False) -> MassAction:
    """Changes nothing yet. Which tickets it is about is decided now; of a list longer than is counted, when it starts.

    Raises `NothingChosen` and `TooMany`.
    """
    if selection.is_empty:
        raise NothingChosen
    if kind == MassKind.MERGE and (selection.numbers is None or len(selection.numbers) > MOST_MERGED):
        raise TooMany(MOST_MERGED)
    return MassAction.objects.create(
        by=by,
        kind=kind,
        chosen=kept_of(wish),
        silent=silent,
        numbers=selection.numbers,
        missing=selection.missing,
        query=selection.query,
        reading=list(selection.reading),
        newest=selection.newest,
        total=len(selection.numbers or ()),
    )


def start(action: MassAction, *, by: User, told: str | None = None) -> bool:
    """Let a worker begin, or go on where it failed; twice is once. True: somebody has to be woken.

    `told` is the digest of receivers that the preview showed. Raises `Stale` where they are others now, `Busy`, and what
    `foresee` raises.
    """
    if action.state not in (MassState.PLANNED, MassState.FAILED):
        return False
    if told is not None and action.is_plan and foresee(action, by=by).told != told:
        raise Stale
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if MassAction.objects.of(by).under_way().exclude(pk=action.pk).count() >= MOST_UNDER_WAY:
            raise Busy
        return _set(action, MassState.QUEUED, before=(MassState.PLANNED, MassState.FAILED), started_at=timezone.now(), error="")


def cancel(action: MassAction) -> None:
    """The ticket at hand is the last one; on what is over nothing happens. What was done stays, and can be undone."""
    if _set(action, MassState.CANCELLED, before=STARTED, finished_at=timezone.now()):
        tally(action)


@transaction.atomic
def undo(action: MassAction) -> bool:
    """Have all of it undone (B-6); twice is once. True: somebody has to be woken."""
    if not MassAction.objects.filter(pk=action.pk, lines__state=LineState.CHANGED).exists():
        return False
    return _set(action, MassState.UNDOING, before=OVER, error="")


def discard(action: MassAction) -> None:
    """Nobody wants the plan; what was started stays."""
    MassAction.objects.filter(pk=action.pk, state=MassState.PLANNED).delete()


def _set(action: MassAction, state: MassState, *, before: tuple[MassState, ...], **more: object) -> bool:
    """Of two who want something else of it one wins."""
    woken = {"attempts": 0, "woken_at": timezone.now()} if state in UNDER_WAY else {}
    return bool(MassAction.objects.filter(pk=action.pk, state__in=before).update(state=state, **woken, **more))
