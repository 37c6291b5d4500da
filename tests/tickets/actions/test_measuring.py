"""The work timer: what somebody's pages tell becomes time that counts once (BR-19)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import F
from django.utils import timezone

from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.closing import close
from tickets.actions.measuring import NothingMeasured, keep, pause, work
from tickets.actions.merging import merge
from tickets.efforts import measured_for
from tickets.models import Stint, Ticket, TicketType

pytestmark = pytest.mark.spec("BR-19", "C-43")


@pytest.fixture
def ticket(carla):
    TicketType.objects.update(measures_time=True)
    return make_ticket(carla)


def pass_(seconds):
    """So much time goes by."""
    ago = timedelta(seconds=seconds)
    Stint.objects.update(began_at=F("began_at") - ago, ended_at=F("ended_at") - ago, input_at=F("input_at") - ago)


def at_work(ticket, by, *, tab="one", idle=0):
    return work(Ticket.objects.get(pk=ticket.pk), by=by, tab=tab, input_at=timezone.now() - timedelta(seconds=idle))


def seconds(person, ticket):
    return round(measured_for(person, ticket).total_seconds())


def test_signs_of_life_add_up_and_a_closed_laptop_loses_only_what_came_after_its_last(ticket, ada):
    for _ in range(4):
        at_work(ticket, ada)
        pass_(15)
    pass_(3600)
    before = seconds(ada, ticket)
    at_work(ticket, ada)
    pass_(15)
    at_work(ticket, ada)

    assert (before, seconds(ada, ticket), Stint.objects.count()) == (45, 60, 2)


def test_a_pause_counts_until_it_begins_and_only_for_the_tab_that_works(ticket, ada):
    at_work(ticket, ada)
    pass_(10)
    pause(by=ada, tab="another")
    at_work(ticket, ada, tab="another")
    pause(by=ada, tab="one")
    pass_(10)
    pause(by=ada, tab="another")
    pass_(300)
    pause(by=ada, tab="another")

    assert (seconds(ada, ticket), Stint.objects.filter(is_running=True).count()) == (20, 0)


def test_two_tabs_of_a_ticket_count_the_same_time_once(ticket, ada):
    for _ in range(3):
        at_work(ticket, ada, tab="one")
        at_work(ticket, ada, tab="two")
        pass_(15)
    at_work(ticket, ada, tab="one")

    assert (seconds(ada, ticket), Stint.objects.count()) == (45, 1)


def test_of_two_devices_the_one_used_last_counts(ticket, carla, ada):
    other = make_ticket(carla)
    at_work(ticket, ada, tab="laptop")
    pass_(10)
    refused = at_work(other, ada, tab="phone", idle=60)
    taken = at_work(other, ada, tab="phone", idle=0)
    pass_(15)
    late = at_work(ticket, ada, tab="laptop", idle=25)
    pause(by=ada, tab="laptop")
    pause(by=ada, tab="phone")

    assert (refused, taken, late) == (False, True, False)
    assert (seconds(ada, ticket), seconds(ada, other)) == (10, 15)


def test_nothing_is_measured_where_it_is_off_or_the_ticket_is_done(ticket, ada):
    close(ticket, by=ada)
    done = at_work(ticket, ada)
    TicketType.objects.update(measures_time=False)
    off = at_work(make_ticket(ticket.requester), ada)

    assert (done, off, Stint.objects.count()) == (False, False, 0)


def test_what_was_measured_is_kept_once_as_it_is_or_corrected(ticket, ada, ben):
    kept = {"on": timezone.localdate(), "note": "Phone", "is_billable": True}
    token = uuid4()
    at_work(ticket, ada)
    at_work(ticket, ben, tab="bens")
    pass_(20)
    first = keep(ticket, by=ada, token=token, **kept)
    again = keep(ticket, by=ada, token=token, **kept)
    at_work(ticket, ada)
    pass_(30)
    corrected = keep(ticket, by=ada, token=uuid4(), measured=timedelta(minutes=2), **kept)

    assert (first, round(first.measured.total_seconds())) == (again, 20)
    assert corrected.measured == timedelta(minutes=2)
    assert [stint.effort for stint in Stint.objects.filter(person=ada)] == [first, corrected]
    assert (seconds(ada, ticket), Stint.objects.get(person=ben).effort) == (0, None)
    with pytest.raises(NothingMeasured):
        keep(ticket, by=ada, token=uuid4(), **kept)


def test_measured_time_goes_along_when_tickets_are_merged(ticket, carla, ada):
    other = make_ticket(carla)
    at_work(ticket, ada)
    pass_(20)
    merge(ticket, into=other, by=ada)
    at_work(other, ada)

    assert seconds(ada, other) == 20


def test_two_tabs_that_begin_at_once_begin_one_stint(hall):
    with hall:
        TicketType.objects.update(measures_time=True)
        agent = make_staff("ada@hall.example", name="Ada")
        ticket = make_ticket(make_contact("kai@hall.example", name="Kai"))

    def working():
        with hall:
            at_work(ticket, agent, tab=str(uuid4()))

    at_once(*[working] * 3)

    with hall:
        assert Stint.objects.count() == 1
