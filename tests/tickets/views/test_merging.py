"""Merging and splitting in the browser."""

import pytest

from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.merging import merge
from tickets.actions.noting import note
from tickets.choices import Source
from tickets.models import Merge, Ticket


@pytest.fixture
def old(carla):
    return make_ticket(carla, subject="Printer on fire")


@pytest.fixture
def into(carla):
    return make_ticket(carla, subject="Smoke in room 3")


@pytest.mark.spec("B-6")
def test_an_agent_merges_and_takes_it_back(old, into, desk, read):
    answer = desk.post(f"/tickets/{old.pk}/merge/", {"other": f"#{into.pk} Smoke"})

    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{into.pk}/")
    page = read(desk.get(f"/tickets/{into.pk}/"))
    assert f'action="/tickets/{old.pk}/merge/undo/"' in page
    assert desk.get(f"/tickets/{old.pk}/")["Location"] == f"/tickets/{into.pk}/"
    assert desk.post(f"/tickets/{old.pk}/merge/undo/")["Location"] == f"/tickets/{old.pk}/"
    assert desk.get(f"/tickets/{old.pk}/").status_code == 200
    assert f'action="/tickets/{old.pk}/merge/undo/"' not in read(desk.get(f"/tickets/{into.pk}/"))


def test_a_page_of_the_old_ticket_that_is_still_open_reaches_the_other(old, into, ada, desk):
    merge(old, into=into, by=ada)

    desk.post(f"/tickets/{old.pk}/notes/", {"body": "Bring water."})

    assert into.messages.latest("pk").text == "Bring water."


def test_the_portals_old_address_leads_to_the_other(old, into, ada, carla, at_portal):
    merge(old, into=into, by=ada)

    answer = at_portal(carla.user).get(f"/tickets/{old.pk}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{into.pk}/")


@pytest.mark.spec("B-6")
def test_the_other_customer_finds_theirs_where_it_lives_on_until_that_is_undone(into, ada, sam, carla, desk, at_portal):
    theirs = make_ticket(sam, body="Mine smells.")
    note(into, by=ada, html="<p>Insider</p>")
    merge(theirs, into=into, by=ada)
    browser = at_portal(sam.user)

    moved = browser.get(f"/tickets/{theirs.pk}/")
    page = browser.get(moved["Location"]).content.decode()
    desk.post(f"/tickets/{theirs.pk}/merge/undo/")

    assert moved["Location"] == f"/tickets/{into.pk}/"
    assert [words in page for words in ("Mine smells.", "Carla Sommer", "Insider")] == [True, True, False]
    assert [("is-mine" in each, "Mine smells." in each) for each in page.split("<article")[1:]] == [(False, False), (True, True)]
    assert [browser.get(f"/tickets/{pk}/").status_code for pk in (into.pk, theirs.pk)] == [404, 200]


@pytest.mark.spec("B-6")
def test_two_customers_are_merged_only_by_who_means_it(into, sam, desk, read):
    theirs = make_ticket(sam)
    before = read(desk.get(f"/tickets/{theirs.pk}/merge/?other={into.pk}"))

    refused = desk.post(f"/tickets/{theirs.pk}/merge/", {"other": f"#{into.pk}"})
    assert ("Please tick this" in before, refused.status_code, Merge.objects.count()) == (False, 422, 0)
    assert "Sam Fremd and Carla Sommer will both read every public message" in before
    assert "Please tick this" in read(refused)
    desk.post(f"/tickets/{theirs.pk}/merge/", {"other": f"#{into.pk}", "both_may_read": "on"})

    assert Merge.objects.get().into == into


def test_both_are_shown_before(old, into, desk, read):
    page = read(desk.get(f"/tickets/{old.pk}/merge/?other={into.pk}"))

    assert "Smoke in room 3" in page
    assert "Two different customers" not in page


def test_it_warns_of_two_customers(into, kai, desk, read):
    theirs = make_ticket(kai)

    assert "Two different customers" in read(desk.get(f"/tickets/{theirs.pk}/merge/?other={into.pk}"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "This field is required."),
        ("4711", "No such ticket"),
        ("own", "This is the very same ticket."),
        ("ticket everybody writes", "No such ticket"),
        ("carla", "Several tickets are found"),
        ("9" * 30, "No such ticket"),
        ("<b>#x</b>", "No such ticket"),
    ],
)
def test_wrong_words_get_a_clear_answer(old, into, carla, desk, read, typed, said):
    make_ticket(carla)

    answer = desk.post(f"/tickets/{old.pk}/merge/", {"other": str(old.pk) if typed == "own" else typed})

    assert answer.status_code == 422
    assert said in read(answer)
    assert Merge.objects.count() == 0


def test_a_merged_ticket_cannot_be_merged_into_itself_by_its_old_number(old, into, ada, desk, read):
    merge(old, into=into, by=ada)

    answer = desk.post(f"/tickets/{into.pk}/merge/", {"other": old.pk})

    assert (answer.status_code, "This is the very same ticket." in read(answer)) == (422, True)


def test_undoing_what_is_not_merged_changes_nothing(old, desk):
    assert desk.post(f"/tickets/{old.pk}/merge/undo/")["Location"] == f"/tickets/{old.pk}/"


def test_suggestions_find_by_number_and_words(old, into, desk, read):
    assert f'value="#{into.pk} Smoke in room 3"' in read(desk.get("/suggestions/tickets/?other=smoke"))
    assert f'value="#{old.pk} Printer on fire"' in read(desk.get(f"/suggestions/tickets/?other={old.pk}"))
    assert read(desk.get("/suggestions/tickets/?other=smoke")).count("<option") == 1


def test_an_agent_splits_and_takes_it_back(old, kai, desk, read):
    message = answer(old, by=kai, html="<p>My lamp is dark.</p>", source=Source.MAIL)
    path = f"/tickets/{old.pk}/messages/{message.pk}/split/"

    assert path in read(desk.get(f"/tickets/{old.pk}/"))
    assert "My lamp is dark." in read(desk.get(path))
    new = Ticket.objects.get(pk=desk.post(path, {"subject": "Lamp is dark"})["Location"].split("/")[2])
    assert (new.requester, new.messages.get()) == (kai, message)
    assert desk.post(f"/tickets/{new.pk}/split/undo/")["Location"] == f"/tickets/{old.pk}/"
    assert old.messages.count() == 2


def test_a_message_of_another_ticket_or_the_only_one_is_not_found(old, into, desk):
    paths = [f"/tickets/{old.pk}/messages/{ticket.messages.get().pk}/split/" for ticket in (old, into)]

    assert [desk.post(path, {"subject": "x"}).status_code for path in paths] == [404, 404]
