"""Finds the letters nobody woke: after a dead worker, a broker without memory, or a pause between two tries."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop

from notifications.choices import State
from notifications.delivery import MOST_PAUSES
from notifications.models import Letter

AT_ONCE = 500
STOPPED_OFTEN = gettext_noop("Sending the e-mail was interrupted several times.")
STOPPED_AT_THE_DOOR = gettext_noop("Sending was interrupted while the mail server was accepting the e-mail.")


def sweep() -> list[int]:
    """Free what dead workers held; returns the letters that are due, oldest first.

    A letter that was not handed over yet waits again. One that may have arrived becomes unclear: staff decide.
    """
    gone = timezone.now() - timedelta(seconds=settings.LETTER_LEASE_SECONDS)
    dropped = Letter.objects.filter(state=State.SENDING, claimed_at__lt=gone)
    dropped.filter(attempts__gt=MOST_PAUSES).update(state=State.FAILED, error=STOPPED_OFTEN)
    dropped.update(state=State.QUEUED, due_at=timezone.now())
    handed = Letter.objects.filter(state=State.HANDING_OVER, claimed_at__lt=gone)
    handed.update(state=State.UNCLEAR, error=STOPPED_AT_THE_DOOR)
    due = Letter.objects.filter(state=State.QUEUED, due_at__lte=timezone.now()).order_by("due_at")
    return list(due.values_list("pk", flat=True)[:AT_ONCE])
