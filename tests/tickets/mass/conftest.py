"""Twelve tickets, and the whole way of a mass action."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.models import User
from customers.models import Contact
from tests.making import make_customer, make_staff, make_ticket
from tests.worlds import as_made, made_once
from tickets.actions.planning import plan, start
from tickets.actions.pursuing import pursue
from tickets.choices import Category
from tickets.mass.choices import MassKind
from tickets.mass.selections import ticked
from tickets.mass.wishes import Wish
from tickets.models import MassAction, Status, Ticket


@dataclass(frozen=True)
class World:
    ada: User
    carla: Contact
    tickets: list[Ticket]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker):
        carla = make_customer("carla@kunde.example", name="Carla Sommer")
        ada = make_staff("ada@acme.example", name="Ada Lovelace")
        tickets = [make_ticket(carla, subject=f"Lift {number}", acknowledge=False) for number in range(1, 13)]
        yield World(ada, carla, tickets)


@pytest.fixture
def world(made: World, acme: object) -> World:
    return as_made(made)


@pytest.fixture
def ada(world: World) -> User:
    return world.ada


@pytest.fixture
def carla(world: World) -> Contact:
    return world.carla


@pytest.fixture
def tickets(world: World) -> list[Ticket]:
    return world.tickets


@pytest.fixture
def closed(acme: object) -> Status:
    return Status.objects.get(category=Category.CLOSED, is_default=True)


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
