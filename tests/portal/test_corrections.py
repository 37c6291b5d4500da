"""Customers correct what they wrote a moment ago."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Organisation
from notifications.models import Letter, Ring
from tests.making import make_customer, make_ticket
from tickets.actions.answering import answer
from tickets.actions.attaching import Upload
from tickets.actions.closing import close
from tickets.actions.editing import edit, redact
from tickets.actions.replying import reply
from tickets.choices import Source, Verb
from tickets.models import Attachment, Message


@pytest.fixture
def ticket(carla, ada):
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    return make_ticket(carla, responsible=ada)


@pytest.fixture
def message(ticket, carla):
    files = [Upload("wrong.txt", b"wrong")]
    return answer(ticket, by=carla, source=Source.PORTAL, html="<p>Room 12.</p>", attachments=files)


@pytest.fixture
def at(message):
    return f"/tickets/{message.ticket_id}/messages/{message.pk}/"


@pytest.fixture
def browser(carla, at_portal):
    return at_portal(carla.user)


def words_of(answered):
    return " ".join(answered.content.decode().split())


def text_of(message):
    return Message.objects.get(pk=message.pk).text


@pytest.mark.spec("BL-18", "C-14")
def test_words_and_files_are_corrected_and_staff_see_what_was(ticket, message, at, ada, browser, at_desk):
    offered = words_of(browser.get(f"/tickets/{ticket.pk}/"))
    form, before = words_of(browser.get(at)), Letter.objects.count()
    wrong = Attachment.objects.get()

    typed = {"body": "Room 21.", "seen": 0, "removed": wrong.pk, "attachments": SimpleUploadedFile("right.txt", b"right")}
    done = browser.post(at, typed)

    page, office = words_of(browser.get(done["Location"])), words_of(at_desk(ada).get(f"/tickets/{ticket.pk}/"))
    assert (f'href="{at}"' in offered, "Room 12.</textarea>" in form) == (True, True)
    assert done["Location"] == f"/tickets/{ticket.pk}/#message-{message.pk}"
    for shown in (page, office):
        assert [words in shown for words in ("Room 21.", "Room 12.", "Files removed: wrong.txt", "Files added: right.txt")] == [
            True
        ] * 4
    assert [file.name for file in Attachment.objects.all()] == ["right.txt"]
    assert (ticket.events.latest("pk").verb, ticket.events.latest("pk").contact) == (Verb.EDITED, message.contact)
    assert "Carla Sommer changed a message on" in Ring.objects.filter(user=ada).latest("pk").text
    assert Letter.objects.count() == before


@pytest.mark.spec("BL-18")
def test_the_description_of_the_ticket_can_be_corrected_too(ticket, browser):
    first = ticket.messages.get()

    browser.post(f"/tickets/{ticket.pk}/messages/{first.pk}/", {"body": "It smokes.", "seen": 0})

    assert text_of(first) == "It smokes."


@pytest.mark.spec("C-14")
def test_once_staff_have_it_before_them_it_stays_and_what_was_typed_becomes_an_answer(ticket, message, at, ada, browser, at_desk):
    at_desk(ada).get(f"/tickets/{ticket.pk}/")

    offered, opened = words_of(browser.get(f"/tickets/{ticket.pk}/")), browser.get(at)
    late = browser.post(at, {"body": "Room 21 <b>", "seen": 0})

    assert (f'href="{at}"' in offered, opened.status_code, opened["Location"]) == (
        False,
        302,
        f"/tickets/{ticket.pk}/#message-{message.pk}",
    )
    assert (late.status_code, "We have read this message already" in words_of(late)) == (409, True)
    assert "Room 21 &lt;b&gt;</textarea>" in words_of(late)
    assert text_of(message) == "Room 12."


@pytest.mark.spec("C-14")
@pytest.mark.parametrize(("minutes", "text"), [(14, "Room 21."), (15, "Room 12.")])
def test_after_a_quarter_of_an_hour_it_stays(message, at, browser, minutes, text):
    Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(minutes=minutes))

    late = browser.post(at, {"body": "Room 21.", "seen": 0})

    assert (text_of(message), "that is possible for 15 minutes" in words_of(late)) == (text, minutes == 15)
    assert ("Room 21.</textarea>" in words_of(late)) == (minutes == 15)


def test_on_a_closed_ticket_it_stays(ticket, message, at, ada, browser):
    close(ticket, by=ada)

    late = browser.post(at, {"body": "Room 21.", "seen": 0})

    assert (late.status_code, "The ticket is closed, so" in words_of(late)) == (409, True)
    assert (text_of(message), "Room 21.</textarea>" in words_of(late)) == ("Room 12.", True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_words_of_others_are_not_there_not_even_a_colleagues(ticket, message, at, carla, sam, ada, at_portal, method):
    colleague = make_customer("cem@kunde.example", name="Cem", organisation=carla.organisation)
    of_ada = reply(ticket, by=ada, html="<p>We come.</p>")
    by_cem = answer(ticket, by=colleague, source=Source.PORTAL, html="<p>Me, too.</p>")
    by_mail = answer(ticket, by=carla, source=Source.MAIL, html="<p>By mail.</p>")
    addresses = [f"/tickets/{ticket.pk}/messages/{each.pk}/" for each in (of_ada, by_cem, by_mail)]

    of_hers = [getattr(at_portal(carla.user), method)(address, {"body": "x", "seen": 0}).status_code for address in addresses]
    of_others = [getattr(at_portal(who.user), method)(at, {"body": "x", "seen": 0}).status_code for who in (colleague, sam)]

    assert (of_hers, of_others) == ([404] * 3, [404] * 2)
    assert [text_of(each) for each in (of_ada, by_cem, by_mail, message)] == ["We come.", "Me, too.", "By mail.", "Room 12."]


def test_a_double_click_changes_it_once(message, at, browser):
    def typed():
        return {"body": "Room 21.", "seen": 0, "attachments": SimpleUploadedFile("right.txt", b"right")}

    answers = [browser.post(at, typed()).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert (message.versions.count(), Attachment.objects.filter(name="right.txt").count()) == (1, 1)


def test_of_two_tabs_the_second_sees_both_and_loses_nothing(message, at, browser):
    browser.post(at, {"body": "Room 21.", "seen": 0})

    second = browser.post(at, {"body": "Room 22.", "seen": 0})
    again = browser.post(at, {"body": "Room 22.", "seen": 1})

    assert (second.status_code, "It says now: “Room 21.”" in words_of(second)) == (409, True)
    assert ("Room 22.</textarea>" in words_of(second), 'name="seen" value="1"' in words_of(second)) == (True, True)
    assert (again.status_code, text_of(message)) == (302, "Room 22.")


def test_what_an_administrator_changed_is_no_history_of_theirs(message, max, browser):
    edit(message, by=max, html="<p>Room thirteen.</p>", seen=0)

    page = words_of(browser.get(f"/tickets/{message.ticket_id}/"))

    assert ("Room thirteen." in page, "Room 12." in page, 'class="versions"' in page) == (True, False, False)


def test_names_of_files_go_with_what_is_redacted(message, at, max, browser):
    browser.post(at, {"body": "Room 21.", "seen": 0, "removed": Attachment.objects.get().pk})

    redact(Message.objects.get(pk=message.pk), by=max, html="<p>Room ██.</p>", seen=1)

    assert [(version.html, version.removed) for version in message.versions.all()] == [("", []), ("", [])]


def test_what_was_redacted_by_us_stays(message, at, max, carla, browser):
    edit(message, by=max, html="<p>Room ██.</p>", seen=0)
    Message.objects.filter(pk=message.pk).update(redacted_at=timezone.now())

    assert (browser.post(at, {"body": "Room 12.", "seen": 1}).status_code, text_of(message)) == (409, "Room ██.")
    assert "Room 12." not in words_of(browser.get(f"/tickets/{message.ticket_id}/"))


def test_nothing_changed_leaves_no_history_and_nothing_left_is_refused(message, at, browser):
    same = browser.post(at, {"body": "Room 12.", "seen": 0})
    empty = browser.post(at, {"body": " ", "seen": 0, "removed": Attachment.objects.get().pk})
    photo_alone = browser.post(at, {"body": " ", "seen": 0})

    assert (same.status_code, empty.status_code, photo_alone.status_code) == (302, 422, 302)
    assert "Please write something or attach a file." in words_of(empty)
    assert (message.versions.count(), Attachment.objects.count()) == (1, 1)


def test_a_program_is_refused_and_the_words_are_still_there(message, at, browser):
    answered = browser.post(at, {"body": "Room 21.", "seen": 0, "attachments": SimpleUploadedFile("a.exe", b"MZ")})

    assert (answered.status_code, "is a program" in words_of(answered)) == (422, True)
    assert ("Room 21.</textarea>" in words_of(answered), text_of(message)) == (True, "Room 12.")


def test_reading_costs_a_query_only_where_it_makes_a_difference(ticket, message, ada, at_desk):
    desk = at_desk(ada)

    def noting():
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/tickets/{ticket.pk}/")
        return sum('UPDATE "tickets_message"' in query["sql"] for query in asked)

    assert [noting(), noting()] == [1, 0]
    assert Message.objects.get(pk=message.pk).read_at is not None
