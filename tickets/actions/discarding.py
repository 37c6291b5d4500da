"""Takes away what nothing refers to."""

from django.db import models, transaction
from django.db.models import ProtectedError

from tickets.actions.defining import StillNeeded


class Used(Exception):
    """Tickets have it: it can be switched off, not taken away (C-04)."""


@transaction.atomic
def discard(thing: models.Model) -> None:
    """Delete it for good; raises `Used`, and `StillNeeded` for what is taken when nobody chooses."""
    now = type(thing)._default_manager.select_for_update().filter(pk=thing.pk).first()
    if now is None:
        return
    if getattr(now, "is_default", False):
        raise StillNeeded
    try:
        now.delete()
    except ProtectedError as error:
        raise Used from error
