"""Answering and noting."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notifications.models import Letter
from tests.making import make_ticket
from tickets.choices import Kind

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ticket(carla):
    ticket = make_ticket(carla)
    Letter.objects.all().delete()
    return ticket


def test_a_reply_is_sent_and_leads_back_to_the_ticket(ticket, desk):
    answer = desk.post(
        f"/tickets/{ticket.pk}/replies/", {"body": "Pull the plug.\n\nNow.", "then": "waiting_customer", "token": uuid4()}
    )

    message = ticket.messages.last()
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{ticket.pk}/")
    assert (message.kind, message.html) == (Kind.PUBLIC, "<p>Pull the plug.</p>\n<p>Now.</p>")
    assert Letter.objects.get().to_address == "carla@kunde.example"


@pytest.mark.parametrize("then", ["waiting_customer", "open", "waiting_internal", "resolved", "closed"])
def test_the_status_after_sending_is_chosen(ticket, desk, then):
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "Done.", "then": then})

    ticket.refresh_from_db()
    assert ticket.status.category == then


def test_the_same_reply_sent_twice_is_sent_once(ticket, desk):
    typed = {"body": "Pull the plug.", "then": "open", "token": str(uuid4())}

    answers = [desk.post(f"/tickets/{ticket.pk}/replies/", typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert (ticket.messages.count(), Letter.objects.count()) == (2, 1)


def test_script_in_a_reply_is_only_words(ticket, desk):
    desk.post(f"/tickets/{ticket.pk}/replies/", {"body": "<script>alert(1)</script>", "then": "open"})

    assert ticket.messages.last().html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_note_stays_among_ourselves(ticket, desk):
    file = SimpleUploadedFile("plan.txt", b"secret plan", content_type="text/plain")

    desk.post(f"/tickets/{ticket.pk}/notes/", {"body": "Bring water.", "attachments": [file]})

    message = ticket.messages.last()
    assert (message.kind, message.text, [a.name for a in message.attachments.all()]) == (
        Kind.INTERNAL,
        "Bring water.",
        ["plan.txt"],
    )
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("name", "kind"), [("replies", "public"), ("notes", "internal")])
def test_saying_nothing_is_answered_beside_the_field(ticket, desk, read, name, kind):
    answer = desk.post(f"/tickets/{ticket.pk}/{name}/", {"body": " ", "then": "open"})

    assert answer.status_code == 422
    assert "Please write something first." in read(answer)
    assert f'data-kind="{kind}" open' in read(answer)
    assert ticket.messages.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("setup.exe", b"harmless", "“setup.exe” is a program"),
        ("photo.jpg", b"MZ\x90\x00", "“photo.jpg” is a program"),
        ("empty.txt", b"", "“empty.txt” is empty."),
        ("big.txt", b"x" * 2000, "“big.txt” is too large: a file may be 1000\xa0bytes at most."),
    ],
)
def test_a_file_that_is_refused_costs_no_word(ticket, desk, read, settings, name, content, complaint):
    settings.UPLOAD_MAX_BYTES = 1000
    typed = {"body": "A long answer.", "then": "open", "attachments": [SimpleUploadedFile(name, content)]}

    answer = desk.post(f"/tickets/{ticket.pk}/replies/", typed)

    page = read(answer)
    assert (answer.status_code, ticket.messages.count()) == (422, 1)
    assert " ".join(complaint.split()) in page
    assert "Your text is still here; please choose the files again." in page
    assert "A long answer." in page


def test_files_together_have_a_limit_too(ticket, desk, read, settings):
    settings.UPLOAD_MAX_TOTAL_BYTES = 1000
    files = [SimpleUploadedFile(f"{number}.txt", b"x" * 600) for number in range(2)]

    answer = desk.post(f"/tickets/{ticket.pk}/notes/", {"body": "Two files.", "attachments": files})

    assert answer.status_code == 422
    assert "All files together may be 1000 bytes at most." in read(answer)


def test_htmx_gets_the_parts_that_changed(ticket, desk, read):
    answer = desk.post(f"/tickets/{ticket.pk}/notes/", {"body": "Bring water."}, headers=HTMX)

    page = read(answer)
    assert (answer.status_code, "<html" in page, "Bring water." in page, "Note saved." in page) == (200, False, True, True)
    assert page.count('hx-swap-oob="true"') == 9
