"""Pictures in the text of an answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notifications.delivery import message_of
from notifications.models import Letter
from tests.making import make_ticket
from tickets.models import Attachment, Draft

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


@pytest.fixture
def paste(ticket, desk):
    def paste(content=PNG, kind="public"):
        picture = SimpleUploadedFile("plan.png", content, content_type="image/png")
        return desk.post(f"/tickets/{ticket.pk}/drafts/{kind}/pictures/", {"picture": picture})

    return paste


@pytest.fixture
def answer(ticket, desk):
    def answer(html):
        desk.post(f"/tickets/{ticket.pk}/replies/", {"body": html, "format": "html", "then": "open"})
        return ticket.messages.last()

    return answer


def test_a_pasted_picture_stays_in_its_place(ticket, ada, desk, paste, answer):
    url = paste().json()["url"]

    message = answer(f'<div>See <figure data-trix-attachment="{{}}"><img src="{url}" width="40"></figure></div>')

    [kept] = message.attachments.all()
    assert (url, kept.is_inline, kept.draft) == (f"/attachments/{kept.pk}/", True, None)
    assert f'<img width="40" alt="" src="{url}">' in message.html or f'src="{url}"' in message.html
    assert desk.get(url).status_code == 200


def test_the_customers_mail_shows_it(ticket, paste, answer):
    url = paste().json()["url"]

    answer(f'<div>See <img src="{url}"></div>')

    letter = Letter.objects.get(template="agent_replied")
    [file] = letter.attachments
    assert f'src="cid:{file["cid"]}"' in letter.html
    assert url not in letter.html
    parts = [part for part in message_of(letter).message().walk() if part["Content-ID"]]
    assert [(part["Content-ID"], part.get_content_type(), part.get_content_disposition()) for part in parts] == [
        (f"<{file['cid']}>", "image/png", "inline")
    ]


def test_a_picture_taken_out_again_does_not_go_along(ticket, paste, answer):
    paste()

    message = answer("<div>No picture.</div>")

    assert not message.attachments.exists()
    assert not Attachment.objects.exists()


def test_nobody_shows_pictures_of_others_by_their_address(ticket, carla, at_desk, ben, paste, desk):
    url = paste().json()["url"]

    at_desk(ben).post(f"/tickets/{ticket.pk}/replies/", {"body": f'<img src="{url}"> mine', "format": "html", "then": "open"})

    assert "<img" not in ticket.messages.last().html
    assert Draft.objects.get().attachments.count() == 1


def test_a_customer_does_not_see_pictures_of_drafts(ticket, carla, at_portal, paste):
    assert at_portal(carla.user).get(paste().json()["url"]).status_code == 404


@pytest.mark.parametrize("content", [b"%PDF-1.7 x", b"MZ\x90\x00", b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused(paste, content):
    assert paste(content).status_code == 422
    assert not Attachment.objects.exists()


def test_there_are_two_kinds_of_drafts_only(paste):
    assert paste(kind="secret").status_code == 404


def test_what_the_editor_writes_is_cleaned(answer):
    html = (
        '<div><strong>Now</strong><script>x()</script><a href="javascript:y()">go</a> <img src="https://spy.example/a.gif"></div>'
    )

    message = answer(html)

    assert ("<strong>Now</strong>" in message.html, "script" in message.html, "spy" in message.html) == (True, False, False)
    assert message.text.startswith("Now")


def test_an_editor_that_says_nothing_is_answered_beside_the_field(ticket, desk, read):
    answer = desk.post(f"/tickets/{ticket.pk}/notes/", {"body": "<div><br></div>", "format": "html"})

    assert (answer.status_code, "Please write something first." in read(answer)) == (422, True)


def test_wrong_input_comes_back_as_plain_words_and_as_written(ticket, desk, read):
    file = SimpleUploadedFile("setup.exe", b"MZ")
    typed = {"body": "<div><strong>Here</strong> it is</div>", "format": "html", "attachments": file}

    page = read(desk.post(f"/tickets/{ticket.pk}/notes/", typed))

    assert "Here it is</textarea>" in page
    assert 'data-rich="<div><strong>Here</strong> it is</div>"' in page
