"""Twelve tickets, and the whole way of a mass action."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from accounts.models import User
from customers.models import Contact
from tests.making import make_ada, make_carla, make_ticket
from tests.worlds import shared
from tickets.actions.planning import plan, start
from tickets.actions.pursuing import pursue
from tickets.choices import Category
from tickets.mass.choices import MassKind
from tickets.mass.selections import ticked
from tickets.mass.wishes import Wish
from tickets.models import MassAction, Priority, Status, Ticket


def make_world() -> tuple[Contact, User, list[Ticket]]:
    carla = make_carla()
    return carla, make_ada(), [make_ticket(carla, subject=f"Lift {number}") for number in range(1, 13)]


made, world, carla, ada, tickets = shared(make_world, "carla", "ada", "tickets")


@pytest.fixture
def closed(acme: object) -> Status:
    return Status.objects.get(category=Category.CLOSED, is_default=True)


#: Of each kind one, as `planned` is told it.
WISHES: dict[str, Callable[[User, Status], dict[str, Any]]] = {
    "status": lambda ben, closed: {"status": closed},
    "assign": lambda ben, closed: {"responsible": ben},
    "edit": lambda ben, closed: {"fields": {"solution": "New pump.", "priority": Priority.objects.get(level=3)}},
    "tag": lambda ben, closed: {"tags": ["Winter"]},
    "merge": lambda ben, closed: {"into": Ticket.objects.earliest("pk")},
    "delete": lambda ben, closed: {},
    "subscribe": lambda ben, closed: {},
    "unsubscribe": lambda ben, closed: {},
}

Planned = Callable[..., MassAction]


@pytest.fixture
def planned(ada: User) -> Planned:
    """`planned("status", tickets, status=closed)`, by Ada unless somebody else is named."""

    def made(kind: str, tickets: Sequence[Ticket], *, by: User = ada, silent: bool = False, **wish: Any) -> MassAction:
        selection = ticked([ticket.pk for ticket in tickets], by=by)
        return plan(MassKind(kind), by=by, selection=selection, wish=Wish(**wish), silent=silent)

    return made


@pytest.fixture
def done(planned: Planned) -> Planned:
    """The same, and a worker has done it."""

    def made(kind: str, tickets: Sequence[Ticket], **more: Any) -> MassAction:
        action = planned(kind, tickets, **more)
        start(action, by=action.by)
        work(action)
        action.refresh_from_db()
        return action

    return made


def work(action: MassAction) -> None:
    """As the task does it, until nothing is left."""
    while pursue(action.pk):
        """There is more."""


def said(action: MassAction) -> list[tuple[int, str, str, str]]:
    """Its lines as somebody reads them."""
    return list(action.lines.values_list("number", "state", "obstacle", "detail"))


def counts(action: MassAction) -> tuple[str, int, int, int, int]:
    action.refresh_from_db()
    return action.state, action.total, action.changed, action.same, action.refused
