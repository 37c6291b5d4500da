"""The search for whatever has a name or a number, and the palette's answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Team
from customers.models import Asset, Contact, Organisation
from lists.models import View
from tests.making import make_contact, make_ticket
from tickets.actions.deleting import delete


@pytest.fixture
def groups(at_desk):
    return lambda user, words: at_desk(user).get("/search/", {"q": words}).context["groups"]


@pytest.fixture
def found(groups):
    return lambda user, words: {group.key: [each.title for each in group.found] for group in groups(user, words)}


@pytest.mark.parametrize("words", ["aufz", "Aufzug ste", "AUFZUG", "steht aufzug", "Aufzügen"])
def test_a_ticket_is_found_by_the_beginnings_of_its_words(ada, carla, found, words):
    ticket = make_ticket(carla, subject="Aufzug steht")
    make_ticket(carla, subject="Licht flackert")

    assert found(ada, words)["tickets"] == [f"#{ticket.pk} Aufzug steht", f"Search all tickets and messages for “{words}”"]


@pytest.mark.parametrize("sign", ["", "#"])
def test_a_number_is_that_ticket_first(ada, carla, found, sign):
    ticket = make_ticket(carla, subject="Licht")
    other = make_ticket(carla, subject=f"Like {ticket.pk}")

    titles = found(ada, f"{sign}{ticket.pk}")["tickets"]

    assert titles[0] == f"#{ticket.pk} Licht"
    assert titles[1] == f"#{other.pk} Like {ticket.pk}"


@pytest.mark.parametrize("words", ["'", "\\", "a' | 'b", "!&|():*<->", "<script>alert(1)</script>", "%", "9" * 30, "x" * 500])
def test_whatever_is_typed_gets_an_answer(carla, desk, words):
    make_ticket(carla, subject="Aufzug steht")

    assert desk.get("/search/", {"q": words}).status_code == 200


def test_what_cannot_be_seen_is_not_found(ada, max, olga, carla, globex, found):
    gone = make_ticket(carla, subject="Aufzug weg")
    delete(gone, by=max)
    with globex:
        make_ticket(make_contact("gia@globex.example", name="Gia Aufzug"), subject="Aufzug dort")

    assert found(ada, "aufzug") == {"tickets": ["Search all tickets and messages for “aufzug”"]}
    make_ticket(carla, subject="Aufzug da")
    assert found(olga, "aufzug") == {}


def test_customers_and_objects_are_found_with_what_tells_them_apart(ada, groups):
    firm = Organisation.objects.create(name="Nordlicht eG", number="K-9")
    make_contact("nora@nord.example", name="Nora Nord", organisation=firm)
    Asset.objects.create(name="Nordtor", number="T 7", organisation=firm)

    told = {group.key: [(each.title, each.detail) for each in group.found] for group in groups(ada, "nord")}

    assert told["contacts"] == [("Nora Nord", "nora@nord.example · Nordlicht eG")]
    assert told["organisations"] == [("Nordlicht eG", "K-9")]
    assert told["assets"] == [("Nordtor", "T 7 · Nordlicht eG")]


def test_pages_are_offered_to_whoever_may_open_them(ada, max, olga, found):
    Team.objects.create(name="Mail room").members.add(ada)

    assert found(ada, "mail")["places"] == ["Mail room"]
    assert found(max, "mailbox")["places"] == ["Mailboxes"]
    assert "tickets" not in found(olga, "mail")
    assert found(olga, "canned")["places"] == ["Canned replies"]


def test_views_are_gone_to_by_whoever_sees_them(ada, ben, found):
    View.objects.create(list="tickets", name="Heizung offen", audience="shared")
    View.objects.create(list="tickets", name="Heizung meins", audience="personal", owner=ben)
    View.objects.create(list="tickets", name="Heizung für Kunden", audience="portal")

    assert found(ada, "heiz")["places"] == ["Heizung offen"]
    assert found(ben, "heiz")["places"] == ["Heizung offen", "Heizung meins"]


def test_every_place_opens(max, at_desk, groups):
    browser = at_desk(max)

    found = {place.url for letter in "abcdefilmnoprstuwy" for place in groups(max, letter)[-1].found}
    answers = {url: browser.get(url).status_code for url in found}

    assert len(answers) >= 20
    assert {url: status for url, status in answers.items() if status not in (200, 302)} == {}


def test_a_page_for_those_without_script_and_a_part_for_the_palette(carla, desk, read):
    ticket = make_ticket(carla, subject="<b>Aufzug</b>")

    page = desk.get("/search/", {"q": "aufzug"})
    part = desk.get("/search/", {"q": "aufzug"}, headers={"HX-Request": "true"})

    for answer in (page, part):
        assert f"#{ticket.pk} <b>Aufzug</b>" in read(answer)
        assert b"<b>" not in answer.content
        assert f'href="/tickets/{ticket.pk}/"' in read(answer)
    assert "<main" in read(page)
    assert read(part).startswith('<div class="palette-group"')
    assert 'role="option"' in read(part)


def test_it_asks_as_often_with_one_of_each_as_with_fifty(ada, carla, desk):
    def make(times):
        for number in range(times):
            firm = Organisation.objects.create(name=f"Nord {number} {times}")
            Contact.objects.create(name="Nord", email=f"nord{number}x{times}@nord.example", organisation=firm)
            Asset.objects.create(name="Nord", organisation=firm)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get("/search/?q=nord", headers={"HX-Request": "true"})
        return len(queries), {group.key: len(group.found) for group in answer.context["groups"]}

    make_ticket(carla, subject="Nord")
    make(1)
    asked()
    few, _ = asked()
    make(49)

    assert asked() == (few, {"tickets": 2, "contacts": 8, "organisations": 8, "assets": 8})
    assert few <= 8


@pytest.mark.spec("CP-11")
def test_what_was_searched_for_instead_of_a_slip_is_said(carla, ada, olga, desk, at_desk, read):
    make_ticket(carla, subject="Heizung ausgefallen")
    said = "No ticket has “Heizugn” in it. Searched for instead: <strong>heizung</strong>"

    page, part = (desk.get("/search/?q=Heizugn", headers=headers) for headers in ({}, {"HX-Request": "true"}))

    assert (said in read(page), said in read(part)) == (True, True)
    assert "?q=%22Heizugn%22" in page.content.decode()
    for words in ("heizung", "%22Heizugn%22", "Xyzzyx"):
        assert "Searched for instead" not in read(desk.get(f"/search/?q={words}"))
    assert "instead" not in read(at_desk(olga).get("/search/?q=Heizugn"))


@pytest.mark.parametrize("number", [1, 50])
def test_a_slip_costs_as_much_however_many_are_found(carla, desk, number, django_assert_num_queries):
    for _each in range(number):
        make_ticket(carla, subject="Nord")

    with django_assert_num_queries(9):
        assert desk.get("/search/?q=Nrod", headers={"HX-Request": "true"}).context["meaning"].corrected == "nord"


@pytest.mark.spec("CP-11")
def test_a_ticket_that_is_not_called_so_says_where_it_was_found(carla, ada, desk, groups, read):
    make_ticket(carla, subject="Keller", body="Die Umwälzpumpe & der Kessel.")
    make_ticket(make_contact("p@pumpen.example", name="Rolf Pumpe"), subject="Licht", body="Aus.")
    make_ticket(carla, subject="Pumpe <laut>")

    shown = {
        each.title.split(maxsplit=1)[1]: (each.trace.place, each.trace.words)
        for each in groups(ada, "pumpe")[0].found
        if each.trace
    }

    found = "Die <mark>Umwälzpumpe</mark> &amp; der Kessel."
    assert shown == {
        "Pumpe <laut>": ("", ""),
        "Keller": ("Message", found),
        "Licht": ("Requester", "Rolf <mark>Pumpe</mark> p@<mark>pumpen</mark>.example"),
    }
    for headers in ({}, {"HX-Request": "true"}):
        assert f"Message: {found}" in " ".join(desk.get("/search/?q=pumpe", headers=headers).content.decode().split())
