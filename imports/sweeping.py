"""Finds imports that nobody works on: after a dead worker or a broker without memory; and forgets those that expired."""

from datetime import timedelta

from django.utils import timezone

from exports.removing import forget
from imports.models import Import

#: After which a worker is woken once more. One that is still at it lets nobody else in.
PATIENCE = timedelta(seconds=30)
AT_ONCE = 100


def sweep() -> list[int]:
    """Forget what expired; returns the imports for which somebody should be woken, oldest first."""
    now = timezone.now()
    for expired in Import.objects.filter(expires_at__lte=now).exclude(pk__in=Import.objects.under_way().values("pk"))[:AT_ONCE]:
        names = [file.name for file in (expired.file, expired.table) if file]
        forget(expired.topic)
        expired.delete()
        for name in names:
            expired.file.storage.delete(str(name))
    waiting = Import.objects.under_way().filter(woken_at__lt=now - PATIENCE).order_by("woken_at")
    found = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    Import.objects.filter(pk__in=found).update(woken_at=now)
    return found
