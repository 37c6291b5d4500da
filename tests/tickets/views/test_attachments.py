"""Files that came with messages."""

import pytest

from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.noting import note
from tickets.models import Attachment

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


def serve(browser, carla, name, content, content_type=""):
    make_ticket(carla, attachments=[Upload(name, content, content_type=content_type)])
    return browser.get(f"/attachments/{Attachment.objects.get().pk}/")


def test_a_picture_is_shown_in_its_place(desk, carla):
    answer = serve(desk, carla, "plan.png", PNG)

    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("image/png", 'inline; filename="plan.png"')
    assert b"".join(answer.streaming_content) == PNG


@pytest.mark.parametrize(
    ("name", "content", "claimed"),
    [
        ("page.html", b"<html><script>alert(1)</script>", "text/html"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
        ("picture.png", b"<html><script>alert(1)</script>", "image/png"),
        ("contract.pdf", b"%PDF-1.7 x", "application/pdf"),
    ],
)
def test_everything_else_is_a_download_that_can_do_nothing(desk, carla, name, content, claimed):
    answer = serve(desk, carla, name, content, claimed)

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/octet-stream",
        f'attachment; filename="{name}"',
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


def test_names_keep_their_umlauts_and_lose_their_tricks(desk, carla):
    answer = serve(desk, carla, '../../Wärme "Plan"\r\nX: y.pdf', b"%PDF-1.7 x")

    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''W%C3%A4rme%20_Plan___X_%20y.pdf"
    assert "X" not in answer


def test_a_file_that_has_gone_from_the_disk_is_not_found(desk, carla):
    make_ticket(carla, attachments=[Upload("list.txt", b"one")])
    file = Attachment.objects.get()
    file.file.storage.delete(file.file.name)

    assert desk.get(f"/attachments/{file.pk}/").status_code == 404


@pytest.mark.spec("RB-15")
def test_files_of_notes_do_not_exist_for_customers(carla, sam, ada, at_portal):
    ticket = make_ticket(carla, attachments=[Upload("mine.txt", b"mine")])
    note(ticket, by=ada, html="<p>Secret</p>", attachments=[Upload("secret.txt", b"secret")])
    mine, secret = (Attachment.objects.get(name=f"{name}.txt").pk for name in ("mine", "secret"))

    answers = {
        (who, what): at_portal(person.user).get(f"/attachments/{pk}/").status_code
        for who, person in {"carla": carla, "sam": sam}.items()
        for what, pk in {"mine": mine, "secret": secret}.items()
    }

    assert answers == {("carla", "mine"): 200, ("carla", "secret"): 404, ("sam", "mine"): 404, ("sam", "secret"): 404}
