"""A priority can make tickets urgent."""

import pytest

from tests.making import make_ticket
from tickets.actions.changing import change
from tickets.choices import Verb
from tickets.models import Priority, Ticket, TicketType, TypeField
from tickets.wording import sentence_of


@pytest.fixture
def high(acme):
    high = Priority.objects.get(level=3)
    high.flags_urgent = True
    high.save()
    return high


@pytest.fixture
def normal(acme):
    return Priority.objects.get(level=2)


@pytest.mark.spec("T24-33", "C-24")
def test_the_customers_choice_sets_the_flame_and_the_history_says_so(high, carla, at_portal):
    TypeField.objects.create(type=TicketType.objects.get(), builtin="priority", staff="write", portal="write")

    at_portal(carla.user).post("/tickets/new/", {"subject": "Fire", "priority": high.pk})

    ticket = Ticket.objects.get()
    line = ticket.events.get(verb=Verb.CHANGED)
    assert (ticket.priority, ticket.is_urgent, line.actor, line.contact) == (high, True, None, None)
    assert "changed urgent from <strong>No</strong> to <strong>Yes</strong>" in sentence_of(line)


@pytest.mark.spec("T24-33")
def test_staff_who_choose_it_set_the_flame_unless_they_say_otherwise(high, normal, carla, ada):
    flagged, calm = make_ticket(carla, priority=normal), make_ticket(carla, priority=normal)

    change(flagged, by=ada, version=flagged.version, priority=high)
    change(calm, by=ada, version=calm.version, priority=high, is_urgent=False)

    assert [Ticket.objects.get(pk=ticket.pk).is_urgent for ticket in (flagged, calm)] == [True, False]
    assert flagged.events.get(data__field="is_urgent").data["by_itself"]


@pytest.mark.spec("T24-33")
def test_it_is_taken_back_by_hand_only_and_then_stays_so(high, normal, carla, ada):
    ticket = make_ticket(carla, priority=high)

    ticket = change(ticket, by=ada, version=ticket.version, priority=normal)
    still = ticket.is_urgent
    ticket = change(ticket, by=ada, version=ticket.version, priority=high, is_urgent=False)
    ticket = change(ticket, by=ada, version=ticket.version, subject="Smoke only")

    assert (still, ticket.is_urgent) == (True, False)


def test_other_priorities_set_nothing(normal, carla, ada):
    assert not make_ticket(carla, priority=normal).is_urgent
    assert not make_ticket(carla).events.filter(verb=Verb.CHANGED).exists()


@pytest.mark.spec("T24-33", "BR-15")
def test_an_administrator_says_which(max, at_desk, acme):
    low = Priority.objects.get(level=1)

    page = at_desk(max).get(f"/settings/lists/priorities/{low.pk}/").content.decode()
    at_desk(max).post(f"/settings/lists/priorities/{low.pk}/", {"level": 1, "is_active": "on", "flags_urgent": "on"})

    low.refresh_from_db()
    assert ('name="flags_urgent"' in page, low.flags_urgent) == (True, True)
