"""Says which changes of status a type allows."""

from collections.abc import Iterable

from django.db import transaction

from tickets.models import TicketType, Transition


@transaction.atomic
def allow_everything(type_: TicketType) -> None:
    """Any status may follow any other; what was ticked is kept for the day it is wanted again."""
    TicketType.objects.filter(pk=type_.pk).update(has_workflow=False)


@transaction.atomic
def allow_only(type_: TicketType, moves: Iterable[tuple[int, int]]) -> None:
    """Just these changes, from status to status by primary key (C-05)."""
    TicketType.objects.select_for_update().get(pk=type_.pk)
    Transition.objects.filter(type=type_).delete()
    Transition.objects.bulk_create(
        Transition(type=type_, before_id=before, after_id=after) for before, after in sorted(set(moves))
    )
    TicketType.objects.filter(pk=type_.pk).update(has_workflow=True)
