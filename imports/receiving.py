"""What people do with imports: bring a file, say what its columns are, have it checked, taken over, stopped and taken back."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from exports.removing import forget
from imports.choices import Stage, State
from imports.guessing import remember
from imports.models import Import
from imports.recipes import Recipe
from imports.tasks import work_on_import

#: So many at a time are enough for one person.
MOST_UNDER_WAY = 3
LONGEST_NAME = 150


class NotNow(Exception):
    """The import is at another stage meanwhile."""


class TooMany(Exception):
    """This person has many imports under way already."""


@transaction.atomic
def receive(file: "File[bytes]", *, target: str, by: User) -> Import:
    """Keep the file and have it read. Raises `TooMany`."""
    if Import.objects.of(by).under_way().count() >= MOST_UNDER_WAY:
        raise TooMany
    importing = Import(user=by, target=target, name=_plain(file.name or ""), size=file.size, expires_at=_expiry())
    importing.file.save(importing.name, file, save=False)
    importing.save()
    work_on_import.delay_on_commit(importing.pk)
    return importing


@transaction.atomic
def read_again(importing: Import, *, encoding: str = "", separator: str = "", sheet: str = "") -> Import:
    """As somebody says it is written. What was said of its columns is guessed anew."""
    held = _held(importing)
    if not (held.can_be_mapped or (held.stage == Stage.READING and held.has_failed)):
        raise NotNow
    held.encoding, held.separator, held.sheet = encoding, separator, sheet
    return _begin(held, Stage.READING)


@transaction.atomic
def prescribe(importing: Import, recipe: Recipe, *, by: User) -> Import:
    """What to do with the columns; a dry run of before counts no more."""
    held = _held(importing)
    if not held.can_be_mapped:
        raise NotNow
    held.recipe = recipe.kept()
    held.stage, held.state, held.error = Stage.READING, State.DONE, ""
    held.save()
    remember(held, recipe, by=by)
    return held


@transaction.atomic
def check(importing: Import) -> Import:
    """Have every row looked at, and nothing changed."""
    held = _held(importing)
    if not held.can_be_mapped or (held.stage == Stage.READING and held.state != State.DONE):
        raise NotNow
    return _begin(held, Stage.CHECKING, run=held.run + 1)


@transaction.atomic
def run(importing: Import) -> Import:
    """Take the rows over that a dry run looked at; those with errors stay outside."""
    held = _held(importing)
    if not held.can_run:
        raise NotNow
    return _begin(held, Stage.RUNNING, run=held.run + 1)


@transaction.atomic
def undo(importing: Import) -> Import:
    """Take back what was taken over, the last row first."""
    held = _held(importing)
    if not held.can_be_undone:
        raise NotNow
    return _begin(held, Stage.UNDOING)


@transaction.atomic
def stop(importing: Import) -> Import:
    """It stops behind the rows it is at; on one that is done nothing happens."""
    held = _held(importing)
    if held.is_under_way:
        held.state = State.STOPPED
        held.save(update_fields=["state"])
    return held


@transaction.atomic
def go_on(importing: Import) -> Import:
    """After it was stopped or failed: behind the last row that is done."""
    held = _held(importing)
    if not held.can_go_on:
        raise NotNow
    held.state, held.error, held.attempts = State.UNDER_WAY, "", 0
    return _wake(held)


@transaction.atomic
def remove(importing: Import) -> None:
    """Forget the file and its lines; what was taken over stays, and cannot be taken back any more."""
    held = _held(importing)
    if not held.can_be_removed:
        raise NotNow
    names = [file.name for file in (held.file, held.table) if file]
    storage = held.file.storage
    forget(held.topic)
    held.delete()
    for name in names:
        transaction.on_commit(partial(storage.delete, str(name)))


def _held(importing: Import) -> Import:
    return Import.objects.select_for_update().get(pk=importing.pk)


def _begin(held: Import, stage: Stage, **more: Any) -> Import:
    for name, value in more.items():
        setattr(held, name, value)
    held.stage, held.state, held.error, held.attempts = stage, State.UNDER_WAY, "", 0
    held.done, held.total, held.offset, held.tally = 0, held.rows, 0, {}
    return _wake(held)


def _wake(held: Import) -> Import:
    held.woken_at, held.expires_at = timezone.now(), _expiry()
    held.save()
    work_on_import.delay_on_commit(held.pk)
    return held


def _expiry() -> Any:
    return timezone.now() + timedelta(days=settings.IMPORT_KEPT_DAYS)


def _plain(name: str) -> str:
    """What stands behind the last slash; its ending stays where it is long."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split()).replace("\x00", "")
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 10] + plain[-10:]
