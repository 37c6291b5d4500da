"""Finds mass actions that nobody works on: after a dead worker or a broker without memory; and removes old ones."""

from datetime import timedelta

from django.utils import timezone

from tickets.mass.choices import UNDER_WAY, MassState
from tickets.models import MassAction

#: Seconds after which a worker is woken once more. One that is still at it lets nobody else in.
PATIENCE = timedelta(seconds=30)
#: A plan that nobody started, and what is over; the histories of the tickets stay.
PLANS_KEPT, KEPT = timedelta(days=1), timedelta(days=90)
AT_ONCE = 100


def sweep() -> list[int]:
    """Remove what is old; returns the mass actions for which somebody should be woken, oldest first."""
    now = timezone.now()
    MassAction.objects.filter(state=MassState.PLANNED, created_at__lte=now - PLANS_KEPT).delete()
    MassAction.objects.exclude(state__in=UNDER_WAY).filter(created_at__lte=now - KEPT).delete()
    waiting = MassAction.objects.under_way().filter(woken_at__lt=now - PATIENCE).order_by("woken_at")
    found = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    MassAction.objects.filter(pk__in=found).update(woken_at=now)
    return found
