"""Makes the file of an export, once, whoever dies meanwhile."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import File
from django.db.models import F
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from exports.choices import State
from exports.models import Export
from tenants.locks import alone

MOST_ATTEMPTS = 3
BROKEN: Final = gettext_noop("The file could not be made because of an error in the program.")
STOPPED_OFTEN: Final = gettext_noop("Making the file was interrupted several times. Perhaps it is too large.")
TOO_LONG: Final = gettext_noop("Making the file took too long. Perhaps it is too large.")
NOT_INSTALLED: Final = gettext_noop("PDFs are switched off: a library is missing on this server (Pango).")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Product:
    """What a maker made; `name` is what the person finds among their downloads."""

    content: "File[bytes]"
    name: str
    content_type: str


#: `progress(3, 12)`: three of twelve are done. Raises `Gone` when nobody wants the file any more.
Progress = Callable[[int, int], None]
Maker = Callable[[Export, Progress], Product]


class Impossible(Exception):
    """The file cannot be made; says why, in English source text."""


class Gone(Exception):
    """Nobody wants the file any more."""


def make(export_id: int) -> None:
    """Make the file unless somebody else is at it. Whoever makes it holds a lock, which goes when they die.

    Whatever fails is written to the row, in words its owner understands.
    """
    with alone(f"export:{export_id}") as nobody_else:
        export = _claim(export_id) if nobody_else else None
        if export is None:
            return
        try:
            _keep(export, _made(export))
        except Gone:
            log.info("export %s is wanted no more", export.pk)
        except Impossible as reason:
            _fail(export, str(reason))
        except SoftTimeLimitExceeded:
            _fail(export, TOO_LONG)
        except Exception as error:  # the boundary of each file: its row says what happened, the next one is made
            log.exception("export %s cannot be made", export.pk)
            _fail(export, f"{BROKEN}\n{type(error).__name__}")


def _claim(export_id: int) -> Export | None:
    mine = Export.objects.under_way().filter(pk=export_id)
    if mine.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED, error=STOPPED_OFTEN):
        return None
    if not mine.update(state=State.MAKING, attempts=F("attempts") + 1, done=0, total=0):
        return None
    return Export.objects.select_related("user").get(pk=export_id)


def _made(export: Export) -> Product:
    """In the language that was asked for, in the person's own time."""
    owner: Any = export.user
    with translation.override(export.language), timezone.override(owner.time_zone):
        return _maker(export.kind)(export, lambda done, total: _note(export, done=done, total=total))


def _maker(kind: str) -> Maker:
    try:
        maker: Maker = import_string(settings.EXPORT_MAKERS[kind])
    except OSError as missing:  # what WeasyPrint says without Pango
        log.warning("exports of kind %s are off: %s", kind, missing)
        raise Impossible(NOT_INSTALLED) from missing
    return maker


def _note(export: Export, *, done: int, total: int) -> None:
    if not _mine(export).update(done=done, total=total):
        raise Gone


def _keep(export: Export, product: Product) -> None:
    """The file first, then its row; a file whose row is gone goes, too."""
    export.file.save(product.name, product.content, save=False)
    product.content.close()
    kept = _mine(export).update(
        state=State.READY,
        file=export.file.name,
        name=product.name,
        content_type=product.content_type,
        size=export.file.size,
        made_at=timezone.now(),
    )
    if not kept:
        export.file.storage.delete(str(export.file.name))


def _fail(export: Export, error: str) -> None:
    _mine(export).update(state=State.FAILED, error=error)


def _mine(export: Export) -> Any:
    return Export.objects.filter(pk=export.pk, state=State.MAKING)
