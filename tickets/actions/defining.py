"""Says which statuses, priorities and types there are, and which of them are taken when nobody chooses."""

from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from tickets.choices import GIVES_WAY, Category
from tickets.models import Priority, Status, TicketType

Chosen = TypeVar("Chosen", Status, Priority, TicketType)

MEANINGS = list(Category)
#: Behind all others, until they are numbered anew.
LAST = 9999


class StillNeeded(Exception):
    """It is taken when nobody chooses, so another has to be first."""


@transaction.atomic
def define(thing: Chosen, *, takes_over: bool, among: QuerySet[Chosen], may_rest: bool = False) -> Chosen:
    """Make or change one of `among`; with `takes_over` it is taken from now on when nobody chooses, instead of the one before.

    Raises `StillNeeded` if that one would be switched off, unless it `may_rest`; whatever is switched on then takes over.
    """
    list(among.select_for_update().values("pk"))  # read only after whoever was quicker is done
    before = among.filter(is_default=True).first()
    holds = before is not None and before.pk == thing.pk
    rests = before is not None and not before.is_active
    thing.is_default = holds or takes_over or (rests and thing.is_active)
    if thing.is_default and not thing.is_active and not (holds and may_rest):
        raise StillNeeded
    if thing.is_default and before is not None and not holds:
        among.filter(pk=before.pk).update(is_default=False)
    thing.save()
    return thing


@transaction.atomic
def define_status(status: Status, *, takes_over: bool) -> Status:
    """Make or change a status. Some meanings can do without any (`GIVES_WAY`); raises `StillNeeded` for the others."""
    peers = Status.objects.filter(category=status.category)
    list(peers.select_for_update().values("pk"))
    is_alone = not peers.filter(is_active=True).exclude(pk=status.pk).exists()
    if status.pk is None or not peers.filter(pk=status.pk).exists():
        status.position = LAST
    may_rest = is_alone and status.category in GIVES_WAY
    define(status, takes_over=takes_over, among=peers, may_rest=may_rest)
    _settle()
    return status


def _settle() -> None:
    """Statuses lie by meaning, then as the workspace put them."""
    in_order = sorted(Status.objects.all(), key=lambda one: (MEANINGS.index(Category(one.category)), one.position, one.pk))
    for place, status in enumerate(in_order):
        if status.position != place:
            Status.objects.filter(pk=status.pk).update(position=place)
