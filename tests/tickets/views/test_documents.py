"""All files of a ticket in one list, and as one archive."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exports.models import Export
from exports.tasks import make_export
from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.drafting import save_draft
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.choices import Category
from tickets.models import Attachment, Draft, Ticket

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def ticket(carla, ada):
    """Carla sent a photo, Ada wrote of debts among us and sent a plan."""
    ticket = make_ticket(carla, attachments=[Upload("photo.png", PNG)])
    note(ticket, by=ada, html="<p>Hm.</p>", attachments=[Upload("plan.pdf", b"%PDF-1.4 debts")])
    reply(ticket, by=ada, html="<p>Here.</p>", attachments=[Upload("plan.pdf", b"%PDF-1.4 plan")])
    return ticket


@pytest.fixture
def path(ticket):
    return f"/tickets/{ticket.pk}/documents/"


def rows(html):
    """Name, what is said of it, and what it is marked with, row by row."""
    found = re.findall(r'<li class="list-row"[^>]*>(.*?)</li>', html, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in found]


def upload(name="plan.txt", content=b"one"):
    return SimpleUploadedFile(name, content)


@pytest.mark.spec("CP-52", "C-40")
def test_all_files_are_listed_with_who_brought_them_and_who_sees_them(path, ticket, desk):
    plan, debts, photo = rows(desk.get(path).content.decode())

    assert ("plan.pdf" in plan, "Ada Lovelace" in plan, "Customer sees it" in plan) == (True, True, True)
    assert ("plan.pdf" in debts, "Internal" in debts, "Customer sees it" in debts) == (True, True, False)
    assert ("photo.png" in photo, "8 bytes" in photo, "Carla Sommer" in photo) == (True, True, True)


@pytest.mark.spec("CP-52")
def test_each_leads_to_its_message_and_is_downloaded_and_pictures_are_seen(path, ticket, desk, read):
    photo, message = Attachment.objects.get(name="photo.png"), ticket.messages.get(attachments__name="photo.png")

    page = desk.get(path).content.decode()
    [to_message] = re.findall(rf'href="(/tickets/{ticket.pk}/\?before=[^"]+#message-{message.pk})"', page)

    assert f'<img src="/attachments/{photo.pk}/"' in page
    assert f'href="/attachments/{photo.pk}/"' in page
    assert "It burns." in read(desk.get(to_message))
    assert "Here." not in read(desk.get(to_message))


@pytest.mark.spec("CP-52")
def test_the_newest_stand_beside_the_conversation(path, ticket, ada, desk, read):
    for number in range(4):
        note(ticket, by=ada, html="<p>Hm.</p>", attachments=[Upload(f"n{number}.txt", b"x")])

    page = read(desk.get(f"/tickets/{ticket.pk}/"))
    part = desk.get(path, headers={"hx-request": "true"}).content.decode()

    assert f'hx-get="{path}" hx-trigger="intersect once"' in page
    assert f'<a href="{path}">All files of this ticket</a>' in page
    assert [row.split()[0] for row in rows(part)] == ["n3.txt", "n2.txt", "n1.txt", "n0.txt", "plan.pdf"]
    assert ("<html" in part, "All files of this ticket" in part) == (False, True)


@pytest.mark.spec("CP-52", "C-31")
def test_files_are_added_for_the_team_unless_somebody_chooses_otherwise(path, ticket, carla, desk, at_portal):
    before = Letter.objects.count()
    token = re.search(r'name="token" value="([^"]+)"', desk.get(path).content.decode())[1]

    places = [desk.post(path, {"attachments": upload(), "kind": "internal", "token": token}) for _ in range(2)]

    assert [answer["Location"] for answer in places] == [path, path]
    assert [file.message.is_internal for file in Attachment.objects.filter(name="plan.txt")] == [True]
    assert Letter.objects.count() == before
    assert "plan.txt" not in at_portal(carla.user).get(path).content.decode()


@pytest.mark.spec("CP-52", "CP-54")
def test_files_for_the_customer_go_out_by_mail_and_leave_status_and_draft_alone(path, ticket, carla, ada, desk, at_portal):
    was = Ticket.objects.get().status
    save_draft(ticket, by=ada, kind="public", html="<p>Half a sen</p>")

    desk.post(path, {"attachments": upload(), "kind": "public", "words": "The plan of the cellar."})

    letter = Letter.objects.latest("pk")
    assert (letter.template, letter.to_address, [file["name"] for file in letter.attachments]) == (
        "agent_replied",
        carla.email,
        ["plan.txt"],
    )
    assert "plan.txt" in at_portal(carla.user).get(path).content.decode()
    assert (Ticket.objects.get().status, was.category) == (was, Category.WAITING_CUSTOMER)
    assert [draft.html for draft in Draft.objects.all()] == ["<p>Half a sen</p>"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "internal", "words": "Where?"}, "Please choose at least one file."),
        ({"kind": "public", "attachments": upload}, "Please write a few words"),
        ({"kind": "public", "words": "Where?", "attachments": lambda: upload("a.exe", b"MZ")}, "is a program"),
        ({"kind": "nobody", "words": "Where?", "attachments": upload}, "please choose the files again"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(path, ticket, desk, read, typed, words):
    before = Attachment.objects.count()

    answer = desk.post(path, {key: value() if callable(value) else value for key, value in typed.items()})

    assert (answer.status_code, words in read(answer)) == (422, True)
    assert ("Where?" in read(answer)) == ("words" in typed)
    assert Attachment.objects.count() == before


@pytest.mark.spec("B-1")
def test_if_meanwhile_others_would_be_told_nothing_goes(path, ticket, desk, read):
    answer = desk.post(path, {"attachments": upload(), "kind": "public", "words": "Look.", "seen": '{"replied": []}'})

    assert (answer.status_code, "Look." in read(answer)) == (409, True)
    assert "Would be told now, too:" in read(answer)
    assert not Attachment.objects.filter(name="plan.txt").exists()


def packed(browser, path, capture):
    with capture(execute=True):
        page = browser.post(f"{path}archives/")["Location"]
    make_export(Export.objects.latest("pk").pk)
    answer = browser.get(f"{page}file/")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.spec("CP-52", "RB-15")
def test_all_come_as_one_archive_customers_get_what_they_see(
    path, ticket, carla, desk, at_portal, django_capture_on_commit_callbacks
):
    ours = packed(desk, path, django_capture_on_commit_callbacks)
    theirs = packed(at_portal(carla.user), path, django_capture_on_commit_callbacks)

    assert ours == {"photo.png": PNG, "Internal/plan.pdf": b"%PDF-1.4 debts", "plan.pdf": b"%PDF-1.4 plan"}
    assert theirs == {"photo.png": PNG, "plan.pdf": b"%PDF-1.4 plan"}


def test_names_that_come_twice_and_files_that_are_gone(path, ticket, ada, desk, django_capture_on_commit_callbacks):
    files = [Upload("Plan.pdf", b"%PDF-1.4 second"), Upload("list", b"a"), Upload("list", b"b"), Upload("gone.txt", b"c")]
    reply(ticket, by=ada, html="<p>More.</p>", attachments=files)
    gone = Attachment.objects.get(name="gone.txt")
    gone.file.storage.delete(gone.file.name)

    found = packed(desk, path, django_capture_on_commit_callbacks)

    assert (found["Plan (2).pdf"], found["list"], found["list (2)"]) == (b"%PDF-1.4 second", b"a", b"b")
    assert found["Missing files.txt"] == b"gone.txt"


def test_strangers_and_other_peoples_archives_are_not_there(path, ticket, sam, carla, ben, desk, at_desk, at_portal):
    desk.post(f"{path}archives/")
    archive = f"{path}archives/{Export.objects.get().pk}/"

    assert [at_portal(sam.user).get(path).status_code, at_portal(sam.user).post(f"{path}archives/").status_code] == [404, 404]
    assert [at_desk(ben).get(archive).status_code, at_portal(carla.user).get(archive).status_code] == [404, 404]


@pytest.mark.parametrize("surface", ["desk", "portal"])
def test_the_list_needs_as_many_queries_for_1_as_for_50(path, ticket, carla, ada, desk, at_portal, surface):
    browser = desk if surface == "desk" else at_portal(carla.user)

    def queries():
        with CaptureQueriesContext(connection) as counted:
            browser.get(path)
        return len(counted)

    queries()
    few = queries()
    files = [Upload(f"{number}.txt", b"x") for number in range(49)]
    reply(ticket, by=ada, html="<p>More.</p>", attachments=files)

    assert queries() == few


def test_a_long_list_goes_on_on_another_page(path, ticket, ada, desk):
    reply(ticket, by=ada, html="<p>More.</p>", attachments=[Upload(f"{number}.txt", b"x") for number in range(49)])

    first = desk.get(path).content.decode()
    more = re.search(r'href="(\?[^"]*after=[^"]+|\?[^"]*before=[^"]+)"', first)[1].replace("&amp;", "&")
    second = desk.get(path + more).content.decode()

    assert "52 files" in first
    assert [row.split()[0] for row in rows(second) if "plan" in row or "photo" in row] == ["plan.pdf", "photo.png"]
