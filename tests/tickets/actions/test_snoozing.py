"""Tickets that are put off come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.schedule import JOBS
from notifications.models import Ring
from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.answering import answer
from tickets.actions.closing import close
from tickets.actions.deleting import delete, restore
from tickets.actions.merging import merge, unmerge
from tickets.actions.snoozing import snooze, wake, wake_due
from tickets.choices import Category, Source, Verb
from tickets.models import Event, Ticket
from tickets.tasks import wake_tickets


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada)


def tomorrow():
    return timezone.now() + timedelta(days=1)


def oversleep(ticket):
    """Its time has come."""
    Ticket.objects.filter(pk=ticket.pk).update(snoozed_until=timezone.now() - timedelta(seconds=1))


def state(ticket):
    ticket.refresh_from_db()
    return ticket.status.category, ticket.snoozed_until


def test_it_sleeps_and_wakes_by_itself(ticket, ada, ben):
    until = tomorrow()
    snooze(ticket, by=ben, until=until)
    assert state(ticket) == (Category.POSTPONED, until)
    assert ticket.events.get(verb=Verb.SNOOZED).data["to"] == {"time": until.isoformat()}

    assert wake_due() == 0
    oversleep(ticket)
    wake_tickets()

    assert state(ticket) == (Category.OPEN, None)
    assert ticket.events.get(verb=Verb.WOKEN).who == ""
    assert Ring.objects.filter(user=ada).latest("pk").text == f"#{ticket.pk} is back: Printer on fire"


def test_the_clock_wakes_those_whose_time_has_come():
    assert [job.seconds for job in JOBS if job.task == "tickets.tasks.wake_tickets"] == [60]


def test_put_off_twice_to_the_same_moment_is_once_and_another_moment_counts(ticket, ben):
    first, later = tomorrow(), tomorrow() + timedelta(days=1)
    snooze(ticket, by=ben, until=first)
    snooze(ticket, by=ben, until=first)
    snooze(ticket, by=ben, until=later)

    assert Event.objects.filter(verb=Verb.SNOOZED).count() == 2
    assert state(ticket) == (Category.POSTPONED, later)


def test_an_answer_of_the_customer_wakes_it(ticket, ben, carla):
    snooze(ticket, by=ben, until=tomorrow())

    answer(ticket, by=carla, html="<p>Hello?</p>", source=Source.PORTAL)

    assert state(ticket) == (Category.OPEN, None)


def test_whoever_closes_it_ends_its_sleep(ticket, ben):
    snooze(ticket, by=ben, until=tomorrow())

    close(ticket, by=ben)

    assert state(ticket) == (Category.CLOSED, None)


def test_woken_by_hand_nobody_is_told_what_they_did_themselves(ticket, ada):
    snooze(ticket, by=ada, until=tomorrow())
    before = Ring.objects.count()

    wake(ticket, by=ada)
    wake(ticket, by=ada)

    assert state(ticket) == (Category.OPEN, None)
    assert (Ring.objects.count(), Event.objects.filter(verb=Verb.WOKEN).count()) == (before, 1)


def test_deleted_and_merged_tickets_sleep_on_until_they_are_back(ticket, ben, carla):
    other = make_ticket(carla)
    for one in (ticket, other):
        snooze(one, by=ben, until=tomorrow())
        oversleep(one)
    delete(ticket, by=ben)
    merge(other, into=make_ticket(carla), by=ben)
    assert wake_due() == 0

    restore(ticket, by=ben)
    unmerge(other, by=ben)

    assert wake_due() == 2


def test_two_clocks_at_once_wake_it_once(hall):
    with hall:
        kai, ada = make_contact("kai@kunde.example", name="Kai"), make_staff("ada@acme.example", name="Ada")
        ticket = make_ticket(kai)
        snooze(ticket, by=ada, until=tomorrow())
        oversleep(ticket)

    def tick():
        with hall:
            wake_due()

    at_once(tick, tick)

    with hall:
        assert Event.objects.filter(verb=Verb.WOKEN).count() == 1
