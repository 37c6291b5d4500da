"""Asking for a file: a row first, then somebody is woken."""

import json
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from exports.choices import State
from exports.models import Export
from exports.tasks import task_for

#: Whoever asks again within so short a time has clicked twice.
DOUBLE_CLICK = timedelta(seconds=3)
#: So many at a time are enough for one person; the others have to wait for the worker as well.
MOST_UNDER_WAY = 10


class TooMany(Exception):
    """This person is waiting for many files already."""


def order(kind: str, *, by: Any, language: str, topic: str = "", ask: Mapping[str, Any]) -> Export:
    """Have a file made for this person. Asked twice, or again while it is being made, it is the same one.

    `kind` is one of `settings.EXPORT_MAKERS`. The maker asks again what the person may see when it starts. Raises `TooMany`.
    """
    fingerprint = sha256(json.dumps([kind, language, topic, ask], sort_keys=True).encode()).hexdigest()
    there = _there(by, fingerprint)
    if there is not None:
        return there
    if Export.objects.of(by).under_way().count() >= MOST_UNDER_WAY:
        raise TooMany
    try:
        with transaction.atomic():
            export = Export.objects.create(
                user=by,
                kind=kind,
                language=language,
                topic=topic,
                ask=dict(ask),
                fingerprint=fingerprint,
                expires_at=_expiry(),
            )
            task_for(kind).delay_on_commit(export.pk)
    except IntegrityError:
        there = _there(by, fingerprint)
        if there is None:
            raise
        return there
    return export


def order_again(export: Export) -> None:
    """Try once more what has failed; on any other nothing happens."""
    again = Export.objects.filter(pk=export.pk, state=State.FAILED)
    try:
        with transaction.atomic():
            now = timezone.now()
            if again.update(state=State.QUEUED, attempts=0, done=0, total=0, error="", woken_at=now, expires_at=_expiry()):
                task_for(export.kind).delay_on_commit(export.pk)
    except IntegrityError:
        """The same is under way already: it was asked for anew meanwhile."""


def _there(by: Any, fingerprint: str) -> Export | None:
    mine = Export.objects.of(by).kept().filter(fingerprint=fingerprint).exclude(state=State.FAILED)
    return mine.under_way().first() or mine.filter(created_at__gt=timezone.now() - DOUBLE_CLICK).first()


def _expiry() -> Any:
    return timezone.now() + timedelta(hours=settings.EXPORT_KEPT_HOURS)
