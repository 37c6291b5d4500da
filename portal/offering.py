"""The views that staff offer customers, and how many of their open tickets each holds."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import QueryDict

from lists.models import View
from portal.lists import Grammar
from tickets.models import Ticket
from ui.conditions import Asked


@dataclass(frozen=True, slots=True)
class Offer:
    """`count` is nothing where there is none to be done, or none is counted."""

    view: View
    count: int | None


def views_for(grammar: Grammar) -> list[Offer]:
    """Two queries, however many there are; one where staff offer none."""
    views = list(View.objects.for_customers())
    counted = {f"n{view.pk}": view for view in views if view.is_counted}
    if not counted:
        return [Offer(view, None) for view in views]
    asked = {name: Asked(QueryDict(view.query), grammar.facets, trusting=True).picked() for name, view in counted.items()}
    open_ones = Ticket.objects.visible_to(grammar.user).filter(status__in=grammar.words.open_statuses)
    amounts = open_ones.aggregate(**{name: Count("pk", filter=condition or None) for name, condition in asked.items()})
    return [Offer(view, amounts.get(f"n{view.pk}") or None) for view in views]
