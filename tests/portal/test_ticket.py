"""A ticket as its customer sees it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from customers.models import Article, Asset, Contact
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.closing import close
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.choices import Category
from tickets.models import Attachment, LineItem, Message, Ticket, TicketLink, TicketType, TypeField

Browser = Callable[..., Client]


@pytest.mark.spec("RB-15")
def test_the_conversation_is_shown_without_notes(carla: Contact, ada: User, at_portal: Browser) -> None:
    ticket = make_ticket(carla, subject="Cold radiator", body="It is cold.")
    note(ticket, by=ada, html="<p>Pays late.</p>", attachments=[Upload("debts.pdf", b"%PDF-1.4")])
    reply(ticket, by=ada, html="<p>We come at nine.</p>", attachments=[Upload("plan.pdf", b"%PDF-1.4")])

    html = at_portal(carla.user).get(f"/tickets/{ticket.pk}/").content.decode()

    assert [words in html for words in ("It is cold.", "We come at nine.", "plan.pdf")] == [True, True, True]
    assert [words in html for words in ("Pays late", "debts.pdf", "nternal")] == [False, False, False]


@pytest.mark.spec("RB-15")
def test_files_follow_their_message(carla: Contact, ada: User, at_portal: Browser) -> None:
    ticket = make_ticket(carla)
    note(ticket, by=ada, html="<p>Hm.</p>", attachments=[Upload("debts.pdf", b"%PDF-1.4 debts")])
    reply(ticket, by=ada, html="<p>Here.</p>", attachments=[Upload("plan.pdf", b"%PDF-1.4 plan")])
    browser = at_portal(carla.user)
    debts, plan = Attachment.objects.get(name="debts.pdf"), Attachment.objects.get(name="plan.pdf")

    assert browser.get(f"/attachments/{debts.pk}/").status_code == 404
    assert b"".join(browser.get(f"/attachments/{plan.pk}/")) == b"%PDF-1.4 plan"


def test_others_find_neither_ticket_nor_file(carla: Contact, sam: Contact, at_portal: Browser) -> None:
    ticket = make_ticket(carla, attachments=[Upload("plan.pdf", b"%PDF-1.4")])
    browser = at_portal(sam.user)
    addresses = [f"/tickets/{ticket.pk}/", f"/attachments/{Attachment.objects.get().pk}/", "/tickets/99999999999999999999/"]

    assert [browser.get(address).status_code for address in addresses] == [404, 404, 404]
    assert browser.post(f"/tickets/{ticket.pk}/answers/", {"body": "Me too."}).status_code == 404
    assert ticket.messages.count() == 1


@pytest.mark.spec("RB-17")
def test_the_customer_answers_with_a_photo_and_the_ticket_is_ours_again(
    carla: Contact, ada: User, at_portal: Browser, a_photo: SimpleUploadedFile
) -> None:
    ticket = make_ticket(carla, responsible=ada)
    reply(ticket, by=ada, html="<p>Which one?</p>")

    typed = {"body": "This one.\n\nSee photo.", "attachments": a_photo}
    answer = at_portal(carla.user).post(f"/tickets/{ticket.pk}/answers/", typed)

    message = Message.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{ticket.pk}/")
    assert (message.contact, message.source, message.text) == (carla, "portal", "This one.\n\nSee photo.")
    assert [file.name for file in message.attachments.all()] == ["IMG_2041.jpg"]
    assert Ticket.objects.get().status.category == Category.OPEN


@pytest.mark.spec("RB-17")
def test_a_photo_alone_is_an_answer(carla: Contact, at_portal: Browser, a_photo: SimpleUploadedFile) -> None:
    ticket = make_ticket(carla)

    at_portal(carla.user).post(f"/tickets/{ticket.pk}/answers/", {"body": "", "attachments": a_photo})

    assert Attachment.objects.get().message.ticket == ticket


def test_an_empty_answer_is_refused_in_words(carla: Contact, at_portal: Browser) -> None:
    ticket = make_ticket(carla)

    answer = at_portal(carla.user).post(f"/tickets/{ticket.pk}/answers/", {"body": "  "})

    assert answer.status_code == 422
    assert "Please write something or attach a file." in answer.content.decode()
    assert ticket.messages.count() == 1


def test_a_program_is_refused_and_the_text_is_still_there(carla: Contact, at_portal: Browser) -> None:
    ticket = make_ticket(carla)
    virus = SimpleUploadedFile("photo.jpg", b"MZ\x90\x00", content_type="image/jpeg")

    answer = at_portal(carla.user).post(f"/tickets/{ticket.pk}/answers/", {"body": "My long story", "attachments": virus})

    assert answer.status_code == 422
    assert "is a program" in answer.content.decode()
    assert "My long story</textarea>" in answer.content.decode()
    assert ticket.messages.count() == 1


def test_sending_twice_is_once_and_other_words_from_the_same_page_are_another_answer(carla: Contact, at_portal: Browser) -> None:
    ticket = make_ticket(carla)
    browser = at_portal(carla.user)
    found = re.search(r'name="token" value="([^"]+)"', browser.get(f"/tickets/{ticket.pk}/").content.decode())
    assert found

    for body in ("It rings.", "It rings.", "Now it stopped."):
        answer = browser.post(f"/tickets/{ticket.pk}/answers/", {"body": body, "token": found[1]})
        assert answer.status_code == 302

    assert list(ticket.messages.order_by("pk").values_list("text", flat=True))[1:] == ["It rings.", "Now it stopped."]


@pytest.mark.spec("BL-19")
@pytest.mark.parametrize("deed", ["claim", "assignment", "properties", "closing", "reopening", "replies", "notes"])
def test_customers_change_neither_status_nor_responsible(carla: Contact, ada: User, at_portal: Browser, deed: str) -> None:
    ticket = make_ticket(carla, responsible=ada)
    browser = at_portal(carla.user)
    before = Ticket.objects.values().get()

    answer = browser.post(f"/tickets/{ticket.pk}/{deed}/", {"to": "", "status": "1", "version": "1", "body": "x"})
    form = browser.get(f"/tickets/{ticket.pk}/").content.decode()

    assert answer.status_code == 404
    assert Ticket.objects.values().get() == before
    assert re.findall(r'name="(status|to|responsible|team|priority|version)"', form) == []


@pytest.mark.spec("BL-19")
def test_smuggled_fields_of_an_answer_change_nothing(carla: Contact, ada: User, at_portal: Browser) -> None:
    ticket = make_ticket(carla, responsible=ada)

    typed = {"body": "Hi", "status": "6", "responsible": "", "then": "closed"}
    at_portal(carla.user).post(f"/tickets/{ticket.pk}/answers/", typed)

    assert (Ticket.objects.get().status.category, Ticket.objects.get().responsible) == (Category.NEW, ada)


@pytest.mark.spec("T24-57")
def test_after_closing_it_says_closed_and_an_answer_opens_it_again(carla: Contact, ada: User, at_portal: Browser) -> None:
    ticket = make_ticket(carla)
    close(ticket, by=ada)
    browser = at_portal(carla.user)

    html = browser.get(f"/tickets/{ticket.pk}/").content.decode()
    browser.post(f"/tickets/{ticket.pk}/answers/", {"body": "Still cold."})

    assert re.search(r'data-tone="green"[^>]*>.*?<span>Closed</span>', html, re.DOTALL)
    assert "This ticket is closed. If you write to us, it is opened again." in html
    assert Ticket.objects.get().status.category == Category.OPEN


@pytest.mark.parametrize(("days", "closed_for", "opens_new"), [(14, 13, False), (14, 15, True), (0, 0, True), (30, 15, False)])
def test_after_the_days_of_its_type_an_answer_opens_a_new_ticket_and_the_page_says_so(
    carla: Contact, ada: User, at_portal: Browser, days: int, closed_for: int, opens_new: bool
) -> None:
    lift = Asset.objects.create(name="Lift 2")
    old = close(make_ticket(carla, assets=[lift]), by=ada)
    TicketType.objects.update(reopen_days=days)
    Ticket.objects.update(closed_at=timezone.now() - timedelta(days=closed_for))
    browser, address = at_portal(carla.user), f"/tickets/{old.pk}/"
    token = re.search(r'name="token" value="([^"]+)"', html := browser.get(address).content.decode())

    typed = {"body": "Cold again.", "token": token and token[1]}
    places = {browser.post(f"{address}answers/", typed)["Location"] for _ in range(2)}

    new = Ticket.objects.order_by("pk").last()
    assert ("becomes a new ticket that refers to this one" in html, new != old) == (opens_new, opens_new)
    assert places == {f"/tickets/{new.pk}/"}
    assert new.messages.last().text == "Cold again."
    assert Ticket.objects.get(pk=old.pk).status.is_done == opens_new
    assert (new.subject, new.requester, list(new.assets.all())) == (old.subject, carla, [lift])
    assert TicketLink.objects.filter(source=new, target=old, kind="related").exists() == opens_new


@pytest.mark.spec("T24-53")
def test_the_customer_sees_who_is_responsible_by_first_name(carla: Contact, ada: User, at_portal: Browser) -> None:
    ticket = make_ticket(carla, responsible=ada)

    html = at_portal(carla.user).get(f"/tickets/{ticket.pk}/").content.decode()

    assert re.search(r"<dt>Responsible</dt>\s*<dd[^>]*>Ada</dd>", html)
    assert "Lovelace" not in html


@pytest.mark.spec("C-11")
def test_articles_are_shown_where_the_type_shows_them(carla: Contact, at_portal: Browser) -> None:
    ticket, browser = make_ticket(carla), at_portal(carla.user)
    LineItem.objects.create(ticket=ticket, article=Article.objects.create(name="Fuse 16 A"), quantity=2)

    before = browser.get(f"/tickets/{ticket.pk}/").content.decode()
    TypeField.objects.create(type=ticket.type, builtin="articles", staff="write", portal="read")
    after = browser.get(f"/tickets/{ticket.pk}/").content.decode()

    assert ["Fuse 16 A" in html for html in (before, after)] == [False, True]


def test_the_page_asks_the_database_the_same_for_1_and_for_50(carla: Contact, ada: User, at_portal: Browser) -> None:
    ticket = make_ticket(carla, attachments=[Upload("a.txt", b"a")])
    browser = at_portal(carla.user)
    address = f"/tickets/{ticket.pk}/"
    browser.get(address)

    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for _ in range(49):
        reply(ticket, by=ada, html="<p>Well.</p>", attachments=[Upload("a.txt", b"a")])
    with CaptureQueriesContext(connection) as fifty:
        browser.get(address)

    assert len(fifty) == len(one)
