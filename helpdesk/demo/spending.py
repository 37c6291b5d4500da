"""Writes down what the demo's agents spent on what they have done, some of it measured."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from random import Random

from helpdesk.demo.detailing import Whole
from helpdesk.demo.planning import Plan
from tickets.models import Effort, Ticket, TicketType

NOTES = ["Anfahrt und Fehlersuche", "Telefonat", "Vor Ort", "Ersatzteil bestellt", "", ""]


def spend(whole: Whole, *, dice: Random) -> None:
    """With dice of its own, so that what was said stays what it was. Everything of the demo is measured."""
    TicketType.objects.update(measures_time=True)
    efforts = [effort for plan, ticket, _ in whole if plan.done_at for effort in _efforts(plan, ticket, dice)]
    Effort.objects.bulk_create(efforts)


def _efforts(plan: Plan, ticket: Ticket, dice: Random) -> Iterator[Effort]:
    for said in plan.said:
        if said.turn.by == "A" and dice.random() < 0.6:
            effort = Effort(ticket=ticket, person=plan.responsible, on=said.at.date(), note=dice.choice(NOTES))
            if dice.random() < 0.5:
                effort.measured = timedelta(seconds=dice.randint(90, 2400))
            else:
                effort.hours = Decimal(dice.randint(1, 10)) / 4
            effort.is_billable = dice.random() < 0.4
            yield effort
