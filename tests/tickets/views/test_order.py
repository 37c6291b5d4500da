"""The newest message is where one wants it."""

import pytest

from tests.making import make_ticket
from tickets.actions.noting import note
from tickets.models import Preference


@pytest.fixture
def ticket(carla, ada):
    ticket = make_ticket(carla, body="It burns.")
    note(ticket, by=ada, html="<p>Bring water.</p>")
    return ticket


def places(page):
    return [page.index(words) for words in ("It burns.", "opened the ticket in the portal", "Bring water.")]


@pytest.mark.spec("BR-16")
def test_the_oldest_is_first_until_one_wants_it_otherwise(ticket, desk, read):
    before = places(read(desk.get(f"/tickets/{ticket.pk}/")))
    answer = desk.post(f"/tickets/{ticket.pk}/order/", {"first": "newest"})
    after = places(read(desk.get(f"/tickets/{ticket.pk}/")))

    assert answer.status_code == 302
    assert (before, after) == (sorted(before), sorted(after, reverse=True))


def test_the_choice_stays_with_the_person_on_every_ticket_and_machine(ticket, carla, ada, ben, desk, at_desk):
    desk.post(f"/tickets/{ticket.pk}/order/", {"first": "newest"})
    other = make_ticket(carla)

    shown = [client.get(f"/tickets/{other.pk}/").context["newest_first"] for client in (at_desk(ada), at_desk(ben))]

    assert shown == [True, False]


def test_twice_is_once_and_back_is_back(ticket, desk):
    for first in ("newest", "newest", "oldest"):
        desk.post(f"/tickets/{ticket.pk}/order/", {"first": first})

    assert [preference.newest_first for preference in Preference.objects.all()] == [False]


def test_htmx_gets_the_conversation_in_the_new_order(ticket, desk, read):
    page = read(desk.post(f"/tickets/{ticket.pk}/order/", {"first": "newest"}, headers={"HX-Request": "true"}))

    assert page.index("Bring water.") < page.index("It burns.")
    assert "Show the oldest first" in page
