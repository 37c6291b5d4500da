"""A message is changed or redacted, and everybody sees that it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications import outbox
from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.assigning import assign
from tickets.actions.attaching import Upload
from tickets.actions.editing import Overtaken, edit
from tickets.actions.inviting import invite
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.models import Message


@pytest.fixture
def ticket(carla):
    return make_ticket(carla, body="My password is 1234.")


@pytest.fixture
def noted(ticket, ada):
    return note(ticket, by=ada, html="<p>The old pump.</p>")


def at(message):
    return f"/tickets/{message.ticket_id}/messages/{message.pk}/"


def test_the_author_edits_and_everybody_reads_before_and_after(noted, desk, at_desk, ben, read):
    answer = desk.post(at(noted), {"body": "The new pump.", "reason": "Mixed up", "seen": 0})

    page = read(at_desk(ben).get(f"/tickets/{noted.ticket_id}/"))
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{noted.ticket_id}/#message-{noted.pk}")
    for words in ("<p>The new pump.</p>", "Edited", "Ada Lovelace", "Mixed up", "<p>The old pump.</p>"):
        assert words in page
    assert "edited a message" in page


def test_an_administrator_redacts_a_customers_words_for_good(ticket, max, at_desk, desk, read):
    message = ticket.messages.get()
    office = at_desk(max)
    office.post(at(message), {"body": "My password is 12.", "seen": 0})

    office.post(at(message), {"body": "My password is ████.", "forget": "on", "reason": "Password", "seen": 1})

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    assert ("My password is ████." in page, "1234" in page, "is 12." in page) == (True, False, False)
    assert "What it said before was removed for good." in page
    assert [version.html for version in message.versions.all()] == ["", ""]
    assert "redacted a message" in page


def test_redacting_takes_files_quotation_and_the_letters_copy_along(ticket, ada, max, at_desk):
    files = [Upload("pass.txt", b"1234"), Upload("plan.txt", b"plan")]
    message = reply(ticket, by=ada, html="<p>It is 1234.</p>", attachments=files, quoted_html="<p>1234?</p>")
    Letter.objects.update(state="sent")
    gone = message.attachments.get(name="pass.txt")

    at_desk(max).post(at(message), {"body": "It is …", "forget": "on", "removed": gone.pk, "seen": 0})

    message.refresh_from_db()
    letter = Letter.objects.get(message_id=message.message_id)
    assert ([file.name for file in message.attachments.all()], message.quoted_html) == (["plan.txt"], "")
    assert (letter.text, letter.html, letter.attachments) == ("", "", [])


@pytest.mark.parametrize("state", ["queued", "failed", "unclear"])
def test_no_letter_with_redacted_words_can_go_any_more(ticket, ada, carla, max, at_desk, state):
    """The customer's password went to whoever is responsible, the answer with it to the customer and her boss."""
    invite(ticket, by=ada, addresses=["boss@kunde.example"])
    assign(ticket, by=max, version=1, responsible=ada)
    secret = answer(ticket, by=carla, source="portal", html="<p>It is 5678.</p>")
    message = reply(ticket, by=ada, html="<p>It is 5678.</p>")
    letters = Letter.objects.filter(text__contains="5678")
    letters.update(state=state)
    pks = [letter.pk for letter in letters]

    for said in (secret, message):
        at_desk(max).post(at(said), {"body": "It is …", "forget": "on", "seen": 0})
    for letter in Letter.objects.filter(pk__in=pks):
        outbox.send_again(letter)

    assert len(pks) == 4
    assert {(letter.state, letter.text, letter.html) for letter in Letter.objects.filter(pk__in=pks)} == {("recalled", "", "")}


def test_a_letter_that_is_being_sent_makes_redacting_wait(ticket, ada, max, at_desk, read):
    message = reply(ticket, by=ada, html="<p>It is 5678.</p>")
    Letter.objects.filter(tells=message.topic).update(state="handing")

    page = at_desk(max).post(at(message), {"body": "It is …", "forget": "on", "seen": 0})

    message.refresh_from_db()
    assert (page.status_code, message.text) == (409, "It is 5678.")
    assert "is just being sent" in read(page)


def test_files_alone_are_not_removed_by_mistake(ticket, ada, desk, read):
    message = note(ticket, by=ada, html="<p>See.</p>", attachments=[Upload("plan.txt", b"plan")])

    answer = desk.post(at(message), {"body": "See it.", "removed": message.attachments.get().pk, "seen": 0})

    assert (answer.status_code, message.attachments.count()) == (422, 1)
    assert "tick that too" in read(answer)


@pytest.mark.parametrize("method", ["get", "post"])
def test_neither_colleagues_nor_for_customers_words_agents_may(ticket, noted, desk, at_desk, ben, method):
    assert getattr(at_desk(ben), method)(at(noted)).status_code == 403
    assert getattr(desk, method)(at(ticket.messages.first())).status_code == 403


def test_a_message_of_another_ticket_does_not_exist_here(noted, carla, desk):
    other = make_ticket(carla)

    assert desk.get(f"/tickets/{other.pk}/messages/{noted.pk}/").status_code == 404


def test_what_left_by_mail_says_so(ticket, ada, desk, read):
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")
    before = read(desk.get(at(message)))
    Letter.objects.update(state="sent")

    assert ("Already sent" in before, "Already sent" in read(desk.get(at(message)))) == (False, True)


def test_what_can_be_taken_back_is_not_edited(ticket, ada, desk, read, settings):
    settings.UNDO_SECONDS = 15
    message = reply(ticket, by=ada, html="<p>We are coming.</p>")

    answer = desk.post(at(message), {"body": "No.", "seen": 0})

    assert (answer.status_code, "take it back instead" in read(answer)) == (409, True)
    assert Message.objects.get(pk=message.pk).text == "We are coming."


def test_of_two_at_once_the_second_sees_both_and_loses_nothing(noted, ada, max, at_desk, desk, read):
    at_desk(max).post(at(noted), {"body": "Max was here.", "seen": 0})

    answer = desk.post(at(noted), {"body": "Ada was here.", "seen": 0})

    page = read(answer)
    assert answer.status_code == 409
    assert "it says now: “Max was here.”" in page
    assert "Ada was here.</textarea>" in page
    assert 'name="seen" value="1"' in page
    with pytest.raises(Overtaken):
        edit(noted, by=ada, html="<p>Ada</p>", seen=0)


def test_saying_nothing_and_script_are_no_words(noted, desk, read):
    empty = desk.post(at(noted), {"body": " ", "seen": 0})
    desk.post(at(noted), {"body": "<div>Now<script>x()</script></div>", "format": "html", "seen": 0})

    assert (empty.status_code, "Please write something first." in read(empty)) == (422, True)
    assert Message.objects.get(pk=noted.pk).html == "<div>Now</div>"


@pytest.mark.spec("RB-15")
def test_a_customer_reads_the_new_words_and_no_history(ticket, ada, carla, desk, at_portal, read):
    message = reply(ticket, by=ada, html="<p>Old words.</p>")
    desk.post(at(message), {"body": "New words.", "seen": 0, "reason": "Secret reason"})

    page = read(at_portal(carla.user).get(f"/tickets/{ticket.pk}/"))

    assert [words in page for words in ("New words.", "Old words.", "Secret reason")] == [True, False, False]


def test_many_edited_messages_ask_no_more_than_one(ticket, ada, desk):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            desk.get(f"/tickets/{ticket.pk}/")
        return len(queries)

    def edited():
        edit(note(ticket, by=ada, html="<p>Old</p>"), by=ada, html="<p>New</p>", seen=0)

    edited()
    asked()
    with_one = asked()
    for _ in range(9):
        edited()

    assert asked() == with_one
