"""Writes down how far a mass action is."""

from django.db.models import Count

from tickets.mass.choices import LineState
from tickets.models import MassAction


def tally(action: MassAction, **more: object) -> None:
    """Counted from its lines, so that it is right whoever died meanwhile."""
    counted = dict(action.lines.values_list("state").annotate(Count("pk")).order_by())
    counts = {state.value: counted.get(state, 0) for state in LineState if state != LineState.WAITING}
    MassAction.objects.filter(pk=action.pk).update(**counts, **more)
