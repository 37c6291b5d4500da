"""The clocks of a ticket: when it was asked, answered and solved, and how long it was in which status (BR-19, C-43)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.closing import close, reopen
from tickets.actions.copying import copy
from tickets.actions.deleting import delete, restore
from tickets.actions.merging import merge, unmerge
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.actions.snoozing import snooze
from tickets.actions.splitting import split, unsplit
from tickets.actions.taking_back import take_back
from tickets.actions.withdrawing import withdraw
from tickets.choices import Source, Verb
from tickets.models import StatusSpan, Ticket

pytestmark = pytest.mark.spec("BR-19")


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def now(ticket):
    return Ticket.objects.get(pk=ticket.pk)


def stood(ticket):
    """In which statuses, one after the other without a gap."""
    spans = list(ticket.status_spans.select_related("status"))
    assert [span.ended_at for span in spans[:-1]] == [span.began_at for span in spans[1:]]
    return [str(span.status) for span in spans], spans[-1].ended_at


def test_the_first_public_answer_of_staff_stops_the_clock(ticket, carla, ada):
    note(ticket, by=ada, html="<p>Bring water.</p>")
    answer(ticket, by=carla, source=Source.PORTAL, html="<p>It burns more.</p>")
    before = now(ticket).responded_at
    first = reply(ticket, by=ada, html="<p>We are coming.</p>")
    reply(ticket, by=ada, html="<p>We are there.</p>")

    assert before is None
    assert now(ticket).responded_at == first.created_at


def test_every_status_has_its_time_and_reopening_starts_the_clock_of_the_solution_again(ticket, carla, ada):
    reply(ticket, by=ada, html="<p>Which floor?</p>")
    answer(ticket, by=carla, source=Source.MAIL, html="<p>The third.</p>")
    close(ticket, by=ada)
    closed_at = now(ticket).closed_at
    reopen(ticket, by=ada)

    assert stood(ticket) == (["New", "Waiting for customer", "Open", "Closed", "Open"], None)
    assert ticket.status_spans.first().began_at == ticket.opened_at
    assert closed_at is not None
    assert now(ticket).closed_at is None


def test_an_answer_taken_back_never_stopped_a_clock(ticket, ada, settings):
    settings.UNDO_SECONDS = 15
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")

    withdraw(message, by=ada)

    assert now(ticket).responded_at is None
    assert stood(ticket) == (["New"], None)


@pytest.mark.spec("B-6")
def test_a_change_of_status_taken_back_never_was(ticket, ada):
    def last(verb):
        return ticket.events.filter(verb=verb).last()

    close(ticket, by=ada)
    take_back(last(Verb.CLOSED), by=ada)
    mistaken = (stood(ticket), now(ticket).closed_at)
    snooze(ticket, by=ada, until=timezone.now() + timedelta(days=1))
    take_back(last(Verb.SNOOZED), by=ada)
    close(ticket, by=ada)
    closed_at = now(ticket).closed_at
    reopen(ticket, by=ada)
    take_back(last(Verb.REOPENED), by=ada)

    assert mistaken == ((["New"], None), None)
    assert stood(ticket) == (["New", "Closed"], None)
    assert abs(now(ticket).closed_at - closed_at) < timedelta(seconds=1)
    assert now(ticket).closed_at == ticket.status_spans.last().began_at


@pytest.mark.spec("B-6")
def test_merged_tickets_are_one_concern_and_two_again_afterwards(carla, ada):
    early, late = make_ticket(carla), make_ticket(carla)
    asked = early.messages.get().created_at
    merge(early, into=late, by=ada)
    message = reply(late, by=ada, html="<p>We are coming.</p>")
    united = now(late)
    rests = early.status_spans.get().ended_at
    unmerge(early, by=ada)

    assert (united.asked_at, united.responded_at) == (asked, message.created_at)
    assert rests is not None
    assert (now(early).asked_at, now(early).responded_at) == (asked, None)
    assert now(late).asked_at == late.messages.first().created_at
    assert (now(late).responded_at, early.status_spans.count()) == (message.created_at, 2)


def test_a_message_split_off_waits_since_it_was_written(ticket, carla, ada):
    reply(ticket, by=ada, html="<p>We are coming.</p>")
    other = answer(ticket, by=carla, source=Source.MAIL, html="<p>And the lift is stuck.</p>")

    new = split(other, by=ada, subject="Lift")
    apart = now(new)
    unsplit(new, by=ada)

    assert (apart.asked_at, apart.responded_at) == (other.created_at, None)
    assert StatusSpan.objects.filter(ticket=new).get().began_at == new.opened_at
    assert now(ticket).responded_at is not None


def test_a_copy_has_clocks_of_its_own(ticket, ada):
    reply(ticket, by=ada, html="<p>We are coming.</p>")

    new = copy(ticket, by=ada, subject="Again", parts=[], html="<p>Again.</p>")

    assert (now(new).responded_at, stood(new)) == (None, (["New"], None))


def test_the_clocks_stand_still_in_the_bin(ticket, ada):
    delete(ticket, by=ada)
    binned = ticket.status_spans.get().ended_at
    restore(ticket, by=ada)

    assert binned is not None
    assert ticket.status_spans.get(ended_at=None).began_at > binned
