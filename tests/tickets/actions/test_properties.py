"""Responsible, status, priority: changed on purpose, by one at a time."""

import threading
from functools import partial

import pytest
from django.db import connection

from accounts.models import Team
from notifications.models import Letter
from tests.making import make_customer, make_staff, make_ticket
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.claiming import AlreadyClaimed, claim
from tickets.actions.closing import close, reopen
from tickets.actions.outdating import Outdated
from tickets.choices import Category
from tickets.models import Event, Priority, Status, Ticket


@pytest.mark.spec("BR-10", "T24-51")
def test_claiming_makes_the_ticket_ones_own_and_opens_it(carla, ada):
    ticket = claim(make_ticket(carla), by=ada)

    assert (ticket.responsible, ticket.status.category) == (ada, Category.OPEN)
    assert [event.verb for event in ticket.events.all()] == ["opened", "claimed", "status"]


@pytest.mark.spec("BR-10")
def test_the_second_agent_is_told_who_was_quicker(carla, ada, ben):
    ticket = make_ticket(carla)
    claim(ticket, by=ada)

    with pytest.raises(AlreadyClaimed) as caught:
        claim(ticket, by=ben)

    assert caught.value.holder == ada


def test_claiming_twice_is_once(carla, ada):
    ticket = make_ticket(carla)
    claim(ticket, by=ada)
    claim(ticket, by=ada)

    assert Event.objects.filter(verb="claimed").count() == 1


def test_of_two_agents_at_the_same_moment_one_wins(hall):
    """Real connections, real threads: the row lock decides."""
    with hall:
        people = [make_staff(f"{name}@race.example", name=name) for name in ("Ina", "Jan")]
        ticket = make_ticket(make_customer("rita@kunde.example", name="Rita"))
    start, said = threading.Barrier(2), {}

    def race(user):
        with hall:
            start.wait()
            try:
                said[user.name] = claim(ticket, by=user).responsible.name
            except AlreadyClaimed as lost:
                said[user.name] = f"lost to {lost.holder.name}"
        connection.close()

    in_threads(*(partial(race, user) for user in people))

    with hall:
        winner = Ticket.objects.get().responsible.name
    loser = next(user.name for user in people if user.name != winner)
    assert said == {winner: winner, loser: f"lost to {winner}"}


def test_a_ticket_belongs_to_a_user_or_a_team(carla, ada):
    technik = Team.objects.create(name="Technik")
    ticket = assign(make_ticket(carla), by=ada, version=1, team=technik)

    ticket = assign(ticket, by=ada, version=ticket.version, responsible=ada)

    assert (ticket.responsible, ticket.team) == (ada, None)
    event = ticket.events.last()
    assert (event.before, event.after) == ("Technik", "Ada Lovelace")


def test_each_changed_field_is_a_line_of_history(carla, ada):
    ticket = make_ticket(carla)
    high = Priority.objects.get(level=3)

    ticket = change(ticket, by=ada, version=1, priority=high, subject="Printer burns")

    lines = [(e.data["field"], e.before, e.after) for e in ticket.events.filter(verb="changed")]
    assert sorted(lines) == [("priority", "Normal", "High"), ("subject", "Printer on fire", "Printer burns")]


def test_what_is_the_same_is_no_change(carla, ada):
    ticket = make_ticket(carla)

    assert change(ticket, by=ada, version=1, subject="Printer on fire").version == 1


def test_two_agents_who_change_the_same_field_do_not_overwrite_each_other(carla, ada, ben):
    ticket = make_ticket(carla)
    change(ticket, by=ada, version=1, priority=Priority.objects.get(level=3))

    with pytest.raises(Outdated) as caught:
        change(ticket, by=ben, version=1, priority=Priority.objects.get(level=1))

    [theirs] = caught.value.events
    assert (theirs.who, theirs.after) == ("Ada Lovelace", "High")
    assert Ticket.objects.get().priority.level == 3


def test_two_agents_who_change_different_fields_do_not_disturb_each_other(carla, ada, ben):
    ticket = make_ticket(carla)
    change(ticket, by=ada, version=1, priority=Priority.objects.get(level=3))

    change(ticket, by=ben, version=1, subject="Printer burns")

    ticket.refresh_from_db()
    assert (ticket.priority.level, ticket.subject) == (3, "Printer burns")


def test_the_customer_is_told_when_the_status_says_done(carla, ada):
    ticket = make_ticket(carla)
    Letter.objects.all().delete()

    change(ticket, by=ada, version=1, status=Status.objects.get(category="resolved"))
    close(ticket, by=ada)

    assert [letter.template for letter in Letter.objects.all()] == ["ticket_done"]


def test_reopening_brings_a_closed_ticket_back(carla, ada):
    ticket = reopen(close(make_ticket(carla), by=ada), by=ada)

    assert (ticket.status.category, ticket.closed_at) == (Category.OPEN, None)


def in_threads(*calls):
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
