"""Finds exports that nobody makes: after a dead worker or a broker without memory; and removes those that expired."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from exports.choices import State
from exports.models import Export
from exports.removing import remove

#: Seconds after which a worker is woken once more. One that is still at it lets nobody else in.
PATIENCE = timedelta(seconds=30)
AT_ONCE = 500


def sweep() -> list[int]:
    """Remove what expired; returns the exports for which somebody should be woken, oldest first."""
    now = timezone.now()
    remove(Export.objects.filter(expires_at__lte=now).order_by())
    waiting = Export.objects.under_way().filter(woken_at__lt=now - PATIENCE).order_by("woken_at")
    found = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    Export.objects.filter(pk__in=found).update(woken_at=now)
    return found


def next_large() -> int | None:
    """Of those that are made one at a time, whose turn it is now."""
    waiting = Export.objects.filter(state=State.QUEUED, kind__in=settings.LARGE_EXPORTS).order_by("pk")
    return waiting.values_list("pk", flat=True).first()
