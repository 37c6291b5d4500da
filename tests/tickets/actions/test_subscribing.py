"""Whoever watches a ticket hears what others say on it."""

import pytest

from notifications.models import Ring
from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.actions.subscribing import subscribe, unsubscribe
from tickets.choices import Source
from tickets.models import Subscription


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada)


@pytest.mark.spec("CP-14")
def test_whoever_watches_hears_every_message_and_note_of_others(ticket, ada, ben, carla):
    subscribe(ticket, by=ben)
    answer(ticket, by=carla, html="<p>Hello?</p>", source=Source.PORTAL)
    reply(ticket, by=ada, html="<p>Coming.</p>")
    note(ticket, by=ada, html="<p>Hurry.</p>")

    number = ticket.pk
    assert heard(ben) == [
        f"Carla Sommer answered on #{number}: Printer on fire",
        f"Ada Lovelace replied on #{number}: Printer on fire",
        f"Ada Lovelace left a note on #{number}: Printer on fire",
    ]


def heard(user):
    return [ring.text for ring in Ring.objects.filter(user=user).order_by("pk")]


@pytest.mark.spec("CP-14", "C-29")
def test_nobody_is_told_of_what_they_said_themselves_nor_twice_of_what_others_said(ticket, ada, ben, carla):
    subscribe(ticket, by=ada)
    subscribe(ticket, by=ben)
    before = heard(ada)
    note(ticket, by=ada, html="<p>Mine.</p>")
    assert heard(ada) == before

    note(ticket, by=ben, html="<p>Yours.</p>")

    assert heard(ada) == [*before, f"Ben Roth left a note on #{ticket.pk}: Printer on fire"]
    assert len(heard(ben)) == 1


def test_whoever_stopped_or_left_hears_nothing(ticket, ada, ben, max):
    subscribe(ticket, by=ben)
    unsubscribe(ticket, by=ben)
    unsubscribe(ticket, by=ben)
    subscribe(ticket, by=max)
    max.is_active = False
    max.save()

    note(ticket, by=ada, html="<p>Secret.</p>")

    assert (heard(ben), heard(max)) == ([], [])


def test_watching_twice_is_watching_once(ticket, ben):
    subscribe(ticket, by=ben)
    subscribe(ticket, by=ben)

    assert Subscription.objects.count() == 1
