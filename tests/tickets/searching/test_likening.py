"""Tickets that are probably about the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Asset
from tests.making import make_contact, make_ticket
from tickets.actions.deleting import delete
from tickets.actions.noting import note
from tickets.actions.relating import add_asset
from tickets.actions.replying import reply
from tickets.models import Message
from tickets.searching.likening import About, about, similar


@pytest.fixture
def said(carla, kai):
    """By subject."""
    subjects = {"Aufzug im Nordturm steht": carla, "Aufzüge stehen still": kai, "Heizung ausgefallen": carla, "Licht": carla}
    return {subject: make_ticket(requester, subject=subject) for subject, requester in subjects.items()}


def like(what, user):
    return [(each.ticket.subject, each.same_requester, each.same_object) for each in similar(what, user=user)]


def test_the_same_customer_says_it_again(said, ada, carla):
    assert like(About("Der Aufzug steht", requester=carla.pk), ada) == [("Aufzug im Nordturm steht", True, False)]
    assert like(About("Heizungen wieder ausgefallen", requester=carla.pk), ada) == [("Heizung ausgefallen", True, False)]
    assert like(About("Kaffee und Licht und Tee bestellt", requester=carla.pk), ada) == []


def test_others_say_nearly_the_same(said, ada):
    assert like(About("Aufzüge still"), ada) == [("Aufzüge stehen still", False, False)]
    assert like(About("Licht"), ada) == []


def test_the_same_object_is_reason_enough(said, ada, max, kai):
    tower = Asset.objects.create(name="Turm")
    add_asset(said["Heizung ausgefallen"], tower, by=max)

    assert like(About("Heizung kalt", requester=kai.pk, assets=[tower.pk]), ada) == [("Heizung ausgefallen", False, True)]
    assert like(About("Heizung kalt", requester=kai.pk), ada) == []


def test_beside_a_ticket_stand_others_and_not_itself(said, ada, max):
    assert like(about(said["Aufzug im Nordturm steht"]), ada) == []
    again = make_ticket(said["Licht"].requester, subject="Aufzug im Nordturm steht schon wieder")

    assert like(about(again), ada) == [("Aufzug im Nordturm steht", True, False)]


@pytest.mark.spec("RB-15")
def test_only_what_may_be_seen(said, ada, max, carla, kai):
    note(said["Licht"], by=ada, html="<p>Aufzug steht</p>")
    delete(said["Heizung ausgefallen"], by=max)

    assert like(About("Aufzug steht", requester=carla.pk), carla.user) == [("Aufzug im Nordturm steht", True, False)]
    assert like(About("Heizung ausgefallen", requester=carla.pk), ada) == []


@pytest.mark.parametrize("words", ["", "12 34", "x", "der die das", "🙂\x00", "a" * 10_000, "' or 1=1 --", "!&|():*"])
def test_where_nothing_is_said_nothing_is_alike(said, ada, words):
    assert similar(About(words), user=ada) == []


def test_it_asks_twice_however_much_there_is(said, ada, kai):
    for number in range(60):
        make_ticket(make_contact(f"k{number}@kunde.example", name="K"), subject="Aufzug steht")

    similar(About("Aufzug steht"), user=ada)
    with CaptureQueriesContext(connection) as queries:
        found = similar(About("Aufzug steht", requester=kai.pk), user=ada)

    assert (len(queries), len(found)) == (2, 5)


def test_words_that_say_nothing_count_for_nothing(ada, carla, kai):
    make_ticket(carla, subject="Aufzug funktioniert nicht")

    assert like(About("Der Aufzug funktioniert nicht", requester=kai.pk), ada) == [("Aufzug funktioniert nicht", False, False)]


@pytest.mark.spec("RB-15")
def test_to_a_customer_it_does_not_show_whether_others_wrote_a_word(said, carla, sam, ada):
    def shown():
        said = ["", " Zirbelkiefer", " Zirbelkiefer Buche", " Zirbelkiefern Zirbelkiefer"]
        return [like(About(f"Aufzug{words}", requester=carla.pk), carla.user) for words in said]

    before = shown()
    note(make_ticket(sam, subject="Zirbelkiefer im Büro"), by=ada, html="<p>Buche, Zirbelkiefern</p>")

    assert shown() == before
    assert before == [[("Aufzug im Nordturm steht", True, False)]] * 2 + [[], [("Aufzug im Nordturm steht", True, False)]]


@pytest.mark.spec("B-6", "RB-15")
def test_a_customer_is_not_compared_with_what_can_still_be_taken_back(carla, ada):
    message = reply(make_ticket(carla, subject="Aufzug"), by=ada, html="<p>Zirbelkiefer Buche Tanne</p>")
    about_it = About("Aufzug Zirbelkiefer Buche Tanne", requester=carla.pk)
    found = like(about_it, carla.user)

    Message.objects.filter(pk=message.pk).update(leaves_at=timezone.now() + timedelta(seconds=60))

    assert (found, like(about_it, carla.user)) == ([("Aufzug", True, False)], [])


@pytest.mark.spec("RB-15")
def test_a_customer_is_shown_neither_others_tickets_nor_another_workspaces(said, carla, sam, kai, globex):
    make_ticket(sam, subject="Aufzug steht")
    with globex:
        make_ticket(make_contact("gia@globex.example", name="Gia"), subject="Aufzug steht")

    for requester in (carla.pk, sam.pk, kai.pk):
        assert {row[0] for row in like(About("Aufzug steht", requester=requester), carla.user)} <= {"Aufzug im Nordturm steht"}
