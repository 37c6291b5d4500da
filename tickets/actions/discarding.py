"""Takes away what nothing refers to."""

from django.db import models, transaction
from django.db.models import ProtectedError

from tickets.actions.defining import StillNeeded
from tickets.models import CustomField, CustomOption
from tickets.usage import tickets_with_field, tickets_with_option


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


@transaction.atomic
def discard_field(field: CustomField) -> None:
    """Delete a custom field that no ticket has filled in; raises `Used`."""
    CustomField.objects.select_for_update().filter(pk=field.pk).first()
    if tickets_with_field(field).exists():
        raise Used
    field.delete()


@transaction.atomic
def discard_option(option: CustomOption) -> None:
    """Delete what was chosen nowhere; raises `Used`."""
    CustomField.objects.select_for_update().filter(pk=option.field_id).first()
    if tickets_with_option(option).exists():
        raise Used
    option.delete()
