"""A mass action on real servers: whoever dies in the middle, every ticket is done once, and undone once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from accounts.models import User
from notifications.choices import State as Letters
from notifications.models import Letter, Ring
from tenants.backend.base import role_of
from tests.flows.house import House
from tests.making import make_contact, make_ticket
from tickets.actions.planning import plan, start, undo
from tickets.choices import Category, Verb
from tickets.mass.choices import LineState, MassKind, MassState
from tickets.mass.selections import ticked
from tickets.mass.wishes import Wish
from tickets.models import Event, MassAction, Status, Ticket

COUNT, MIDDLE = 20, 8
NEW = "/tickets/mass-actions/new/"
HOUR = timedelta(hours=1)
#: A letter that its worker died over is asked about (decision 0002).
GONE_OUT = (Letters.SENT, Letters.UNCLEAR)


@pytest.fixture
def tickets(house: House) -> list[Ticket]:
    contact = make_contact(house.somebody().address, name="Some Body")
    return [make_ticket(contact) for _each in range(COUNT)]


@pytest.fixture
def action(tickets: list[Ticket], ada: User) -> MassAction:
    closed = Status.objects.get(category=Category.CLOSED, is_default=True)
    return plan(MassKind.STATUS, by=ada, selection=ticked([ticket.pk for ticket in tickets], by=ada), wish=Wish(status=closed))


def lines(action: MassAction, state: str) -> int:
    return action.lines.filter(state=state).count()


def state_of(action: MassAction) -> str:
    return MassAction.objects.get(pk=action.pk).state


def forgotten(action: MassAction) -> None:
    """An hour goes by in which nobody was woken."""
    MassAction.objects.filter(pk=action.pk).update(woken_at=action.created_at - HOUR)


@contextmanager
def held(house: House, ticket: Ticket) -> Iterator[None]:
    """Nobody can change this ticket meanwhile."""
    with house.database() as mine:
        mine.autocommit = False
        mine.execute(f'SET LOCAL ROLE "{role_of("acme")}"')
        mine.execute("SELECT 1 FROM acme.tickets_ticket WHERE id = %s FOR UPDATE", [ticket.pk])
        yield
        mine.rollback()


def dies_at(house: House, action: MassAction, ticket: Ticket, *, done: tuple[str, int], victim: str) -> None:
    """After so many tickets, when the next one is changed but its history not yet written."""
    with held(house, ticket):
        forgotten(action)
        house.eventually(lambda: lines(action, done[0]) == done[1])
        lock = house.locked("tickets_event")
        wait_for_somebody = lock.__enter__()
    wait_for_somebody()
    house.kill(victim)
    lock.__exit__(None, None, None)
    assert lines(action, done[0]) == done[1]
    house.revive(victim)
    forgotten(action)


@pytest.mark.spec("C-37", "CP-12")
def test_from_the_click_to_the_bell(house: House, tickets: list[Ticket], ada: User) -> None:
    desk = house.browser("acme.localhost")
    desk.sign_in(ada.email)

    asked = {"all": "1", "list": f"?requester={tickets[0].requester_id}", "kind": "tag"}
    page = str(desk.submit(NEW, at=f"{NEW}?{urlencode(asked)}", **asked, tags="Winter").headers["Location"])
    started = desk.submit(f"{page}start/", at=page)

    action = MassAction.objects.get(pk=int(page.split("/")[3]))
    assert (started.status, started.headers["Location"]) == (302, page)
    house.eventually(lambda: state_of(action) == MassState.DONE)
    assert set(Ticket.objects.filter(tags__name="Winter")) == set(tickets)
    assert Ring.objects.filter(user=ada, topic=action.topic, link=page).count() == 1
    assert "Undo all of it" in desk.get(page).text


@pytest.mark.spec("C-37", "CP-12", "B-6")
@pytest.mark.parametrize("victim", ["process", "worker"])
def test_a_worker_dies_in_the_middle_and_each_ticket_is_done_once_and_undone_once(
    house: House, tickets: list[Ticket], action: MassAction, ada: User, victim: str
) -> None:
    start(action, by=ada)
    dies_at(house, action, tickets[MIDDLE], done=(LineState.CHANGED, MIDDLE), victim=victim)
    house.eventually(lambda: state_of(action) == MassState.DONE)

    closings = Event.objects.filter(ticket__in=tickets, verb=Verb.CLOSED)
    letters = Letter.objects.filter(template="ticket_done", to_address=tickets[0].requester.email)
    assert lines(action, LineState.CHANGED) == COUNT
    assert (closings.count(), closings.distinct("ticket").order_by("ticket").count()) == (COUNT, COUNT)
    assert sorted(letters.values_list("topic", flat=True)) == sorted(ticket.topic for ticket in tickets)
    house.eventually(lambda: letters.filter(state__in=GONE_OUT).count() == COUNT)

    undo(action)
    left = COUNT - 1 - MIDDLE
    dies_at(house, action, tickets[MIDDLE], done=(LineState.UNDONE, left), victim=victim)
    house.eventually(lambda: state_of(action) == MassState.UNDONE)

    openings = Event.objects.filter(ticket__in=tickets, verb=Verb.REOPENED)
    assert lines(action, LineState.UNDONE) == COUNT
    assert (openings.count(), openings.distinct("ticket").order_by("ticket").count()) == (COUNT, COUNT)
    assert set(Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets]).values_list("status__category")) == {("new",)}
    assert Ring.objects.filter(user=ada, topic=action.topic).count() == 2


def test_a_dead_broker_only_makes_it_late(house: House, action: MassAction, ada: User) -> None:
    house.kill("valkey")
    start(action, by=ada)
    forgotten(action)
    assert state_of(action) == MassState.QUEUED

    house.revive("valkey")

    house.eventually(lambda: state_of(action) == MassState.DONE)
    assert lines(action, LineState.CHANGED) == COUNT
