"""Carries what one of two merged customers had over to the other, a stretch at a time, whoever dies meanwhile; and back."""

import time
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from customers.models import ContactMerger, OrganisationMerger
from customers.models.merger import MOST_ATTEMPTS
from tenants.locks import alone
from tickets.actions.handing_on import Handed, Pair, hand_back, next_of

#: Seconds after which a worker lets others have their turn.
SLICE: Final = 20.0
#: Rows of one transaction. Where there are no more, all of it is done at once.
STRETCH: Final = 500
#: Of much, what the request itself does.
FIRST: Final = 200
#: Kinds of which there are few, and nothing of a ticket has to be made anew for them.
QUICK: Final = frozenset({"contacts", "assets", "projects", "contracts"})
#: After which a worker is woken once more; where several died over it without a step further, after a long while only.
PATIENCE, LONG_PATIENCE = timedelta(seconds=30), timedelta(hours=1)
BY_NOUN: Final[dict[str, type[Any]]] = {"contact": ContactMerger, "organisation": OrganisationMerger}


def begin(merger: Any) -> Any:
    """Within the transaction that joins or parts: people and things, and a first stretch of tickets; of little, all of it."""
    is_little = merger.total <= STRETCH
    most = STRETCH if is_little else min(FIRST, STRETCH)
    while (kind := _step(merger, most=most)) and (is_little or kind in QUICK):
        pass
    _keep(merger)
    return merger


def carry(noun: str, merger_id: int, *, seconds: float = SLICE) -> bool:
    """Go on for a while, unless somebody else is at it. True: there is more to do, and somebody should be woken again.

    What changes hands and the note of it are one transaction, so each row does once, and comes back once.
    """
    with alone(f"merger:{noun}:{merger_id}") as nobody_else:
        mine = BY_NOUN[noun].objects.filter(pk=merger_id, is_under_way=True)
        if not nobody_else or not mine.update(attempts=F("attempts") + 1, woken_at=timezone.now()):
            return False
        until = time.monotonic() + seconds
        while _next(noun, merger_id):
            if time.monotonic() >= until:
                return True
        return False


def neglected() -> list[tuple[str, int]]:
    """Mergers that nobody works on, for which somebody should be woken: after a dead worker or a broker without memory."""
    now, found = timezone.now(), []
    hopeless = Q(attempts__gte=MOST_ATTEMPTS)
    waiting = Q(hopeless, woken_at__lt=now - LONG_PATIENCE) | Q(~hopeless, woken_at__lt=now - PATIENCE)
    for noun, model in BY_NOUN.items():
        keys = list(model.objects.filter(waiting, is_under_way=True).values_list("pk", flat=True))
        model.objects.filter(pk__in=keys).update(woken_at=now)
        found += [(noun, key) for key in keys]
    return found


@transaction.atomic
def _next(noun: str, merger_id: int) -> bool:
    held = BY_NOUN[noun].objects.select_for_update(of=["self"]).select_related("by", "undone_by").get(pk=merger_id)
    if held.is_under_way:
        _step(held, most=STRETCH)
        _keep(held)
    return bool(held.is_under_way)


def _step(merger: Any, *, most: int) -> str:
    """One stretch; says of which kind, or nothing when nothing is left."""
    handed = _back(merger) if merger.undone_at else _on(merger, most=most)
    merger.is_under_way = handed is not None
    merger.done += len(handed.rows) if handed else 0
    merger.total = max(merger.total, merger.done)
    return handed.kind if handed else ""


def _keep(merger: Any) -> None:
    merger.attempts, merger.woken_at = 0, timezone.now()
    merger.save(update_fields=["is_under_way", "done", "total", "attempts", "woken_at"])


def _on(merger: Any, *, most: int) -> Handed | None:
    handed = next_of(Pair(merger.gone, merger.stays, merger.by), most=most)
    if handed is None:
        return None
    merger.stretches.create(kind=handed.kind, rows=list(handed.rows), more=dict(handed.more))
    return handed


def _back(merger: Any) -> Handed | None:
    """The last stretch first; what it was is forgotten with it."""
    stretch = merger.stretches.order_by("-pk").first()
    if stretch is None:
        return None
    handed = Handed(stretch.kind, stretch.rows, stretch.more)
    hand_back(Pair(merger.stays, merger.gone, merger.undone_by), handed)
    stretch.delete()
    return handed
