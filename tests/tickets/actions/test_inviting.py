"""Others are told of a ticket, too."""

import re

import pytest

from notifications.choices import State
from notifications.models import Letter
from tests.making import make_contact, make_staff, make_ticket
from tests.rushing import at_once
from tickets.actions.answering import answer
from tickets.actions.attaching import Upload
from tickets.actions.closing import close
from tickets.actions.inviting import dismiss, invite
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.actions.withdrawing import withdraw
from tickets.choices import Source, Told, Verb
from tickets.models import Event, Participant


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada)


def told(address):
    return Letter.objects.filter(template="participant_told", to_address=address).order_by("pk")


@pytest.mark.spec("BR-12", "C-30")
def test_another_address_is_told_of_every_public_message_and_of_no_note(ticket, ada, carla):
    invite(ticket, by=ada, addresses=["boss@kunde.example"])
    file = Upload(name="plan.txt", content=b"plan")
    reply(ticket, by=ada, html="<p>We are coming.</p>", attachments=[file])
    note(ticket, by=ada, html="<p>Secret.</p>")
    answer(ticket, by=carla, html="<p>Thank you.</p>", source=Source.PORTAL)

    letters = list(told("boss@kunde.example"))

    assert [said for letter in letters for said in ("It burns.", "We are coming.", "Thank you.") if said in letter.text] == [
        "It burns.",
        "We are coming.",
        "Thank you.",
    ]
    assert not any("Secret" in letter.text + letter.html for letter in letters)
    assert [[file["name"] for file in letter.attachments] for letter in letters] == [[], ["plan.txt"], []]
    assert ticket.events.get(verb=Verb.INVITED).data["to"] == "boss@kunde.example"


@pytest.mark.spec("C-30")
def test_each_gets_a_letter_of_their_own_with_a_link_of_their_own(ticket, ada):
    invite(ticket, by=ada, addresses=["a@kunde.example", "b@kunde.example"])

    letters = [told("a@kunde.example").get(), told("b@kunde.example").get()]

    assert not any("b@kunde.example" in str([letters[0].headers, letters[0].text, letters[0].html]) for _ in letters)
    links = [letter.headers["List-Unsubscribe"] for letter in letters]
    assert len(set(links)) == 2
    assert all(re.fullmatch(r"<http://portal\.acme\.localhost\S*/participation/\S+/>", link) for link in links)
    assert {letter.headers["List-Unsubscribe-Post"] for letter in letters} == {"List-Unsubscribe=One-Click"}


@pytest.mark.spec("C-30")
def test_creation_only_means_one_letter(ticket, ada):
    invite(ticket, by=ada, addresses=["boss@kunde.example"], level=Told.CREATION)

    reply(ticket, by=ada, html="<p>We are coming.</p>")

    assert told("boss@kunde.example").count() == 1


@pytest.mark.spec("BR-12")
def test_they_learn_that_it_is_closed(ticket, ada):
    invite(ticket, by=ada, addresses=["boss@kunde.example"])

    close(ticket, by=ada)

    assert "Das Ticket ist geschlossen." in told("boss@kunde.example").last().text


def test_nobody_is_told_of_their_own_words(ticket, ada, kai):
    invite(ticket, by=ada, addresses=[kai.email])

    answer(ticket, by=kai, html="<p>Me too.</p>", source=Source.MAIL)

    assert told(kai.email).count() == 1


def test_whom_we_know_takes_part_as_a_contact_and_nobody_twice(ticket, ada, kai, carla):
    invite(ticket, by=ada, addresses=[kai.email, "x@kunde.example", kai.email, carla.email])
    invite(ticket, by=ada, addresses=[kai.email, "x@kunde.example"])

    people = Participant.objects.order_by("pk").values_list("contact", "address")
    assert list(people) == [(kai.pk, ""), (None, "x@kunde.example")]
    assert Event.objects.filter(verb=Verb.INVITED).count() == 1


def test_an_answer_that_is_taken_back_reaches_no_participant(ticket, ada, settings):
    settings.UNDO_SECONDS = 15
    invite(ticket, by=ada, addresses=["boss@kunde.example"])
    message = reply(ticket, by=ada, html="<p>Oops.</p>")

    withdraw(message, by=ada)

    assert [letter.state for letter in told("boss@kunde.example")] == [State.QUEUED, State.RECALLED]


def test_dismissed_twice_is_once_and_nothing_more_is_told(ticket, ada):
    [person] = invite(ticket, by=ada, addresses=["boss@kunde.example"])
    for _ in range(2):
        dismiss(person, by=ada)
    reply(ticket, by=ada, html="<p>We are coming.</p>")

    assert told("boss@kunde.example").count() == 1
    assert ticket.events.get(verb=Verb.LEFT).data["from"] == "boss@kunde.example"


def test_two_who_invite_at_once_invite_once(hall):
    with hall:
        ada, ben = (make_staff(f"{name}@acme.example", name=name) for name in ("Ada", "Ben"))
        ticket = make_ticket(make_contact("kai@kunde.example", name="Kai"))

    def inviting(by):
        with hall:
            invite(ticket, by=by, addresses=["boss@kunde.example"])

    at_once(lambda: inviting(ada), lambda: inviting(ben))

    with hall:
        assert (Participant.objects.count(), told("boss@kunde.example").count()) == (1, 1)
