"""Participants in the browser, and the link by which they leave."""

from urllib.parse import urlsplit

import pytest

from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.inviting import invite
from tickets.choices import Verb
from tickets.models import Participant
from tickets.participation import leaving_path


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


@pytest.mark.spec("BR-12", "C-30")
def test_an_agent_adds_several_and_removes_one(ticket, desk, read):
    path = f"/tickets/{ticket.pk}/participants/"
    typed = "a@kunde.example; B@kunde.example,\r\n<a@kunde.example>"

    assert desk.post(path, {"addresses": typed, "level": "all"})["Location"] == f"/tickets/{ticket.pk}/"
    assert list(Participant.objects.values_list("address", flat=True)) == ["a@kunde.example", "b@kunde.example"]
    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    assert ("a@kunde.example" in page, "b@kunde.example" in page) == (True, True)

    first = Participant.objects.order_by("pk")[0]
    assert [desk.post(f"{path}{first.pk}/removal/").status_code for _ in range(2)] == [302, 404]
    assert list(Participant.objects.values_list("address", flat=True)) == ["b@kunde.example"]


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        ("", "This field is required."),
        ("nobody", "This is not an e-mail address: nobody"),
        ("a@kunde.example, b@, <script>", "This is not an e-mail address: b@, script"),
        (",;\n", "This field is required."),
    ],
)
def test_wrong_addresses_get_a_clear_answer_and_nobody_is_told(ticket, desk, read, addresses, said):
    answer = desk.post(f"/tickets/{ticket.pk}/participants/", {"addresses": addresses, "level": "all"})

    assert (answer.status_code, said in read(answer), Participant.objects.count()) == (422, True, 0)


def test_a_participant_of_another_ticket_is_not_found(ticket, ada, carla, desk):
    [person] = invite(make_ticket(carla), by=ada, addresses=["a@kunde.example"])

    assert desk.post(f"/tickets/{ticket.pk}/participants/{person.pk}/removal/").status_code == 404


@pytest.fixture
def person(ticket, ada):
    return invite(ticket, by=ada, addresses=["boss@kunde.example"])[0]


@pytest.mark.spec("C-30")
def test_whoever_got_a_letter_leaves_without_signing_in_after_being_asked(person, ticket, at_portal, read):
    browser, path = at_portal(), leaving_path(person)

    assert "boss@kunde.example is kept informed about ticket" in read(browser.get(path))
    assert Participant.objects.count() == 1
    for _ in range(2):
        assert "You get no more e-mails about this ticket." in read(browser.post(path))

    assert Participant.objects.count() == 0
    assert ticket.events.get(verb=Verb.LEFT).actor is None
    assert "You get no more e-mails about this ticket." in read(browser.get(path))


def test_a_mail_program_leaves_by_itself(person, at_portal):
    browser = at_portal()
    browser.handler.enforce_csrf_checks = True

    answer = browser.post(leaving_path(person), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, Participant.objects.count()) == (200, 0)


def test_a_forged_link_and_one_of_another_workspace_are_not_found(person, globex, at_portal):
    path = leaving_path(person)
    with globex:
        theirs = leaving_path(Participant(pk=person.pk))

    wrong = [theirs, path[:-3] + "xx/", "/participation/1/"]
    assert [at_portal().post(one).status_code for one in wrong] == [404, 404, 404]
    assert Participant.objects.count() == 1


def test_the_link_in_the_letter_is_that_page(person, at_portal):
    letter = Letter.objects.get(template="participant_told")
    link = letter.headers["List-Unsubscribe"].strip("<>")

    assert link in letter.text
    assert at_portal().get(urlsplit(link).path).status_code == 200
