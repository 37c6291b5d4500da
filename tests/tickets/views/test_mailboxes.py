"""Mailboxes and the ledger, as administrators see them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import User
from tenants.divisions.models import Division
from tickets.choices import MailState
from tickets.mail.receive import UNREADABLE
from tickets.models import IncomingMail, Mailbox

At = Callable[..., Client]
TYPED = {
    "name": "Support",
    "address": "support@acme.example",
    "host": "127.0.0.1",
    "port": "9",
    "security": "none",
    "username": "support@acme.example",
    "password": "s3cret-word",
    "folder": "INBOX",
    "is_active": "on",
}


@pytest.fixture
def mailbox(acme: object) -> Mailbox:
    box = Mailbox(
        division=Division.objects.get(), **{name: value for name, value in TYPED.items() if name not in ("password", "is_active")}
    )
    box.keep_password(TYPED["password"])
    box.save()
    return box


def test_a_mailbox_that_does_not_answer_says_why_and_never_shows_its_password(at_desk: At, max: User) -> None:
    browser = at_desk(max)

    answer = browser.post("/settings/mailboxes/new/", TYPED, follow=True)

    box = Mailbox.objects.get()
    assert (box.password, box.last_error) == ("s3cret-word", "[Errno 111] Connection refused")
    page = answer.content.decode()
    assert "Connection refused" in page
    assert "s3cret-word" not in page


def test_an_empty_password_keeps_the_old_one(at_desk: At, max: User, mailbox: Mailbox) -> None:
    answer = at_desk(max).post(f"/settings/mailboxes/{mailbox.pk}/", TYPED | {"password": "", "name": "Hilfe"})

    mailbox.refresh_from_db()
    assert (answer.status_code, mailbox.name, mailbox.password) == (302, "Hilfe", "s3cret-word")


@pytest.mark.parametrize("change", [{"host": "imap.thief.example"}, {"address": "other@acme.example"}, {"security": "tls"}])
def test_the_kept_password_goes_to_no_other_server(at_desk: At, max: User, mailbox: Mailbox, change: dict[str, Any]) -> None:
    answer = at_desk(max).post(f"/settings/mailboxes/{mailbox.pk}/", TYPED | {"password": ""} | change)

    assert answer.status_code == 422
    assert "Please enter the password" in answer.content.decode()


def test_the_ledger_shows_reason_raw_mail_and_a_second_chance(at_desk: At, max: User, mailbox: Mailbox) -> None:
    mail = failed_mail(mailbox)
    browser = at_desk(max)

    page = browser.get("/settings/ledger/?state=failed").content.decode()
    raw = browser.get(f"/settings/ledger/{mail.pk}/raw/")

    assert "The e-mail is empty." in page
    assert "Receive again" in page
    assert raw["Content-Disposition"] == f'attachment; filename="{mail.pk}.eml"'
    assert b"".join(raw.streaming_content) == b"<script>raw</script>"  # type: ignore[attr-defined]  # it is a file
    assert "No e-mails here" in browser.get("/settings/ledger/?state=opened").content.decode()


def test_an_error_of_the_program_is_a_plain_sentence_with_its_name_kept_small(at_desk: At, max: User, mailbox: Mailbox) -> None:
    failed_mail(mailbox)
    IncomingMail.objects.update(reason=f"{UNREADABLE}\nValueError")

    page = at_desk(max).get("/settings/ledger/").content.decode()

    assert f'<br>{UNREADABLE} <small class="muted">(ValueError)</small>' in page


def test_receiving_again_puts_it_back_into_line(at_desk: At, max: User, mailbox: Mailbox) -> None:
    mail = failed_mail(mailbox)

    answer = at_desk(max).post(f"/settings/ledger/{mail.pk}/")

    mail.refresh_from_db()
    assert (answer.status_code, mail.state, mail.reason) == (302, MailState.RECEIVED, "")


@pytest.mark.parametrize("rows", [1, 50])
def test_a_long_ledger_costs_no_more(
    at_desk: At, max: User, mailbox: Mailbox, rows: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(rows):
        failed_mail(mailbox, key=f"<{number}>")
    browser = at_desk(max)
    browser.get("/settings/ledger/")

    with django_assert_num_queries(LEDGER_QUERIES):
        browser.get("/settings/ledger/")


@pytest.mark.parametrize("address", ["/settings/mailboxes/", "/settings/mailboxes/new/", "/settings/ledger/"])
def test_agents_do_not_manage_mail(at_desk: At, ada: User, address: str) -> None:
    assert at_desk(ada).get(address).status_code == 403


def failed_mail(mailbox: Mailbox, *, key: str = "<a>") -> IncomingMail:
    mail = IncomingMail(mailbox=mailbox, key=key, size=20, state=MailState.FAILED, reason="The e-mail is empty.")
    mail.raw.save("mail.eml", ContentFile(b"<script>raw</script>"), save=False)
    mail.save()
    return mail


LEDGER_QUERIES = 10


def test_whoever_can_mend_it_sees_on_every_page_that_a_mailbox_is_out_of_reach(
    at_desk: At, ada: User, max: User, mailbox: Mailbox
) -> None:
    mailbox.last_error = "[AUTHENTICATIONFAILED] Authentication failed."
    mailbox.save()

    seen = {user.name: "Mailbox out of reach" in at_desk(user).get("/tickets/").content.decode() for user in (ada, max)}

    assert seen == {"Ada Lovelace": False, "Max Keller": True}
