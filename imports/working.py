"""Works on an import, a stretch at a time; whoever dies meanwhile, each row is done once."""

import logging
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from imports.checking import check_rows
from imports.choices import Stage, State
from imports.models import Import
from imports.opening import take_in
from imports.refusing import Unreadable
from imports.running import run_rows
from imports.targets import target_named
from imports.undoing import undo_rows
from tenants.locks import alone

#: Seconds until others get their turn.
STRETCH: Final = 20
#: So often somebody may die without getting a row further.
MOST_ATTEMPTS: Final = 3

log = logging.getLogger(__name__)
#: Does some rows; True while there are more. Each is one transaction.
Step = Callable[[Import], bool]
STEPS: Final[Mapping[str, Step]] = {
    Stage.READING: take_in,
    Stage.CHECKING: check_rows,
    Stage.RUNNING: run_rows,
    Stage.UNDOING: undo_rows,
}


def work(import_id: int) -> bool:
    """Go on with it unless somebody else is at it; True if it is not done yet. What fails is said in the row."""
    with alone(f"import:{import_id}") as nobody_else:
        importing = _claim(import_id) if nobody_else else None
        if importing is None:
            return False
        owner = importing.user
        with translation.override(owner.language), timezone.override(owner.time_zone):
            return _work(importing)


def _claim(import_id: int) -> Import | None:
    mine = Import.objects.under_way().filter(pk=import_id)
    if not mine.update(attempts=F("attempts") + 1, woken_at=timezone.now()):
        return None
    importing = mine.select_related("user").first()
    if importing is not None and importing.attempts > MOST_ATTEMPTS:
        with translation.override(importing.user.language):
            _fail(importing, _("Work on it was interrupted several times."))
        return None
    return importing


def _work(importing: Import) -> bool:
    until = monotonic() + STRETCH
    try:
        if not target_named(importing.target).may(importing.user):
            raise Unreadable(_("You may no longer import this."))
        while STEPS[importing.stage](importing):
            if monotonic() >= until:
                Import.objects.filter(pk=importing.pk).update(attempts=0, woken_at=timezone.now())
                return True
    except Unreadable as reason:
        _fail(importing, str(reason))
    except SoftTimeLimitExceeded:
        _fail(importing, _("Reading the file took too long. Perhaps it is too large."))
    except Exception as error:  # the boundary of each import: its row says what happened, others go on
        log.exception("import %s cannot go on", importing.pk)
        _fail(importing, f"{_('It cannot go on because of an error in the program.')}\n{type(error).__name__}")
    return False


def _fail(importing: Import, error: str) -> None:
    Import.objects.under_way().filter(pk=importing.pk).update(state=State.FAILED, error=error)
