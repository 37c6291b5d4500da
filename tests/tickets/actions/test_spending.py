"""Time spent on a ticket, written down by hand (C-43; CP-23, CP-25)."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.merging import merge, unmerge
from tickets.actions.spending import NotYours, correct, spend, strike
from tickets.choices import Verb
from tickets.models import Effort, Event
from tickets.wording import sentence_of

DAY = date(2026, 11, 20)
HOURS = {"on": DAY, "hours": Decimal("2.5"), "days": None, "note": "Drive there", "is_billable": True}


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


def told(ticket):
    verbs = [Verb.LOGGED, Verb.RELOGGED, Verb.UNLOGGED]
    return [sentence_of(event).replace("strong>", "b>") for event in ticket.events.filter(verb__in=verbs).order_by("pk")]


@pytest.mark.spec("C-43")
def test_time_is_written_down_changed_and_removed_and_the_history_keeps_what_was(ticket, ada, max):
    effort = spend(ticket, by=ada, token=uuid4(), **HOURS)
    correct(effort, by=ada, **HOURS)
    correct(effort, by=max, hours=None, days=Decimal("0.5"), is_billable=False)
    strike(effort, by=ada)
    strike(effort, by=ada)

    first, second = "2.5 hr, 11/20/2026, {}billable, Drive there", "0.5 days, 11/20/2026, {}Drive there"
    adas = "Ada Lovelace, "
    assert told(ticket) == [
        f"<b>Ada Lovelace</b> recorded time: <b>{first.format('')}</b>",
        f"<b>Max Keller</b> changed time from <b>{first.format(adas)}</b> to <b>{second.format(adas)}</b>",
        f"<b>Ada Lovelace</b> removed time: <b>{second.format('')}</b>",
    ]
    assert not Effort.objects.exists()


@pytest.mark.spec("C-43")
def test_agents_keep_their_own_time_and_administrators_everybodys(ticket, ada, ben, max):
    with pytest.raises(NotYours):
        spend(ticket, by=ada, token=uuid4(), person=ben, **HOURS)
    effort = spend(ticket, by=max, token=uuid4(), person=ben, **HOURS)
    with pytest.raises(NotYours):
        correct(effort, by=ada, hours=Decimal(1))
    with pytest.raises(NotYours):
        correct(spend(ticket, by=ada, token=uuid4(), **HOURS), by=ada, person=ben)
    with pytest.raises(NotYours):
        strike(effort, by=ada)

    assert effort.person == ben


@pytest.mark.spec("B-6")
def test_time_goes_along_when_tickets_are_merged_and_comes_back(ticket, carla, ada):
    other = make_ticket(carla)
    effort = spend(ticket, by=ada, token=uuid4(), **HOURS)

    merge(ticket, into=other, by=ada)
    merged = Effort.objects.get(pk=effort.pk).ticket
    unmerge(ticket, by=ada)

    assert (merged, Effort.objects.get(pk=effort.pk).ticket) == (other, ticket)


def test_the_same_form_sent_twice_at_once_is_written_down_once(hall):
    with hall:
        agent = make_staff("ada@hall.example", name="Ada")
        ticket, token = make_ticket(make_contact("kai@hall.example", name="Kai")), uuid4()

    def spending():
        with hall:
            spend(ticket, by=agent, token=token, **HOURS)

    at_once(*[spending] * 3)

    with hall:
        assert (Effort.objects.count(), Event.objects.filter(verb=Verb.LOGGED).count()) == (1, 1)
