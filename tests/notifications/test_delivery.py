"""A letter goes out at most once, and says what became of it."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from notifications import outbox
from notifications.choices import State
from notifications.delivery import BACK_OFF_MINUTES, BROKEN, NO_ADDRESS, NO_FILE, UNREACHABLE, deliver, message_of
from notifications.marking import OWN_MARK, is_ours
from notifications.models import Letter
from sandbox import ports
from tenants.files import private_files
from tenants.models import Tenant
from tests.notifications.conftest import MailServer, Queue

LONG_ID = f"<{'a' * 60}@{'b' * 60}.prod.exchangelabs.example>"


def test_a_letter_arrives_as_it_was_written(queue: Queue, mail_server: MailServer) -> None:
    letter = queue()

    deliver(letter.pk)

    letter.refresh_from_db()
    mail = parsed(mail_server.mails[0].replace(b"\r\n..", b"\r\n."))
    assert (letter.state, letter.error, letter.attempts, letter.sent_at is not None) == (State.SENT, "", 1, True)
    assert mail.get_content().splitlines() == ["First line", ".dot", "..dots", "last"]
    assert (mail["To"], mail["Message-ID"]) == ("carla@kunde.example", letter.message_id)
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "OOF, AutoReply")
    assert is_ours(str(mail[OWN_MARK]))


def test_names_umlauts_and_long_message_ids_survive_the_wire(queue: Queue, mail_server: MailServer) -> None:
    letter = queue()
    Letter.objects.update(
        subject="Störung " * 20,
        to_name="Sommer, Carla",
        from_name="Acme GmbH & Co. KG; Süd",
        headers={"In-Reply-To": LONG_ID, "References": " ".join([LONG_ID] * 20)},
        html="<p>Grüße</p>",
    )

    deliver(letter.pk)

    raw, mail = mail_server.mails[0], parsed(mail_server.mails[0])
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"=?" not in raw.split(b"In-Reply-To:")[1].split(b"X-Auto")[0]
    assert mail["References"].split() == [LONG_ID] * 20
    assert (mail["To"].addresses[0].display_name, mail["From"].addresses[0].display_name) == (
        "Sommer, Carla",
        "Acme GmbH & Co. KG; Süd",
    )
    assert mail["Subject"].strip() == ("Störung " * 20).strip()


def test_files_travel_along(queue: Queue, mail_server: MailServer) -> None:
    path = private_files().save("a/b.pdf", ContentFile(b"%PDF-1.4 x"))
    letter = queue()
    Letter.objects.update(attachments=[{"path": path, "name": "Anleitung.pdf", "type": "application/pdf"}])

    deliver(letter.pk)

    [file] = parsed(mail_server.mails[0]).iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (
        "Anleitung.pdf",
        "application/pdf",
        b"%PDF-1.4 x",
    )


def test_twice_is_once(queue: Queue, mail_server: MailServer) -> None:
    letter = queue()

    deliver(letter.pk)
    deliver(letter.pk)

    assert len(mail_server.mails) == 1


@pytest.mark.parametrize(
    ("word", "answer", "state", "error"),
    [
        ("mail", "550 not you", State.FAILED, "550 not you"),
        ("rcpt", "550 no such user", State.FAILED, "550 no such user"),
        ("rcpt", "450 later", State.QUEUED, "450 later"),
        ("data", "554 no", State.FAILED, "554 no"),
        ("dot", "552 too large", State.FAILED, "552 too large"),
        ("dot", "451 greylisted", State.QUEUED, "451 greylisted"),
        ("dot", None, State.UNCLEAR, "Connection unexpectedly closed"),
        ("rcpt", None, State.QUEUED, "Connection unexpectedly closed"),
        ("greeting", "421 too busy", State.QUEUED, "too busy"),
    ],
)
def test_every_no_is_kept_in_the_servers_words(
    queue: Queue, mail_server: MailServer, word: str, answer: str | None, state: State, error: str
) -> None:
    letter = queue()
    mail_server.answers[word] = answer

    deliver(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.error, mail_server.mails) == (state, error, [])


@pytest.mark.parametrize("farewell", ["421 whatever", None])
def test_a_rude_good_bye_does_not_send_it_again(queue: Queue, mail_server: MailServer, farewell: str | None) -> None:
    letter = queue()
    mail_server.answers["quit"] = farewell

    deliver(letter.pk)

    letter.refresh_from_db()
    assert letter.state == State.SENT


def test_whoever_lost_the_letter_meanwhile_does_not_hand_it_over(hall: Tenant, mail_server: MailServer) -> None:
    """The mail server takes so long that a sweeper frees the letter, and another worker has it now."""
    claimed = timezone.now() + timedelta(minutes=1)

    def take_it_away() -> None:
        with hall:
            Letter.objects.update(claimed_at=claimed)
        connection.close()

    mail_server.on_data = take_it_away
    with hall:
        letter = outbox.queue_plain("plain", to_address="carla@kunde.example", user=None, subject="Hello", text="Hello")

        deliver(letter.pk)

        letter.refresh_from_db()
    assert (letter.state, letter.claimed_at, mail_server.mails) == (State.SENDING, claimed, [])


def test_nobody_at_the_mail_server_waits_longer_each_time_and_gives_up(queue: Queue, mail_server: MailServer) -> None:
    letter = queue()
    mail_server.answers["greeting"] = "421 no"
    pauses = []
    for _ in range(len(BACK_OFF_MINUTES) + 1):
        Letter.objects.update(due_at="2026-01-01T00:00Z")
        deliver(letter.pk)
        letter.refresh_from_db()
        pauses.append(letter.state)

    assert pauses == [State.QUEUED] * len(BACK_OFF_MINUTES) + [State.FAILED]


def test_a_letter_that_waits_is_left_alone(queue: Queue, mail_server: MailServer) -> None:
    letter = queue()
    Letter.objects.update(due_at="2099-01-01T00:00Z")

    deliver(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.QUEUED, 0)


@pytest.mark.parametrize(
    ("address", "reason"),
    [("jörg@kunde.example", f"{NO_ADDRESS}\njörg@kunde.example"), ("a@b@c..d", f"{NO_ADDRESS}\na@b@c..d")],
)
def test_an_address_nobody_can_write_to_fails_at_once(queue: Queue, mail_server: MailServer, address: str, reason: str) -> None:
    letter = queue(address)

    deliver(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.error) == (State.FAILED, reason)


def test_a_letter_the_program_cannot_write_fails_alone_in_plain_words(
    queue: Queue, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Its file lacks what an older version of the program did not write down."""
    letter, next_one = queue(), queue()
    Letter.objects.filter(pk=letter.pk).update(attachments=[{"name": "Anleitung.pdf"}])

    deliver(letter.pk)
    deliver(next_one.pk)

    assert list(Letter.objects.order_by("pk").values_list("state", "error")) == [
        (State.FAILED, f"{BROKEN}\nKeyError"),
        (State.SENT, ""),
    ]
    assert "KeyError: 'path'" in caplog.text


def test_a_letter_whose_file_is_out_of_reach_waits(queue: Queue, mail_server: MailServer) -> None:
    letter = queue()
    Letter.objects.update(attachments=[{"path": "a/nowhere.pdf", "name": "Anleitung.pdf", "type": "application/pdf"}])

    deliver(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.error) == (State.QUEUED, f"{NO_FILE}\nNo such file or directory")


def test_nobody_behind_the_door_is_said_without_numbers_of_the_machine(
    queue: Queue, mail_server: MailServer, settings: Any
) -> None:
    letter = queue()
    settings.EMAIL_PORT = ports.free()

    deliver(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.error) == (State.QUEUED, f"{UNREACHABLE}\nConnection refused")


def test_a_domain_with_umlauts_is_spelled_out(queue: Queue, mail_server: MailServer) -> None:
    deliver(queue("carla@müller.example").pk)

    assert "rcpt TO:<carla@xn--mller-kva.example>" in mail_server.heard


def test_a_message_never_holds_bare_line_ends(queue: Queue) -> None:
    raw: bytes = message_of(queue()).message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own

    assert raw.count(b"\n") == raw.count(b"\r\n")


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)  # type: ignore[return-value]  # default's kind


@pytest.mark.spec("B-6")
def test_what_is_told_later_of_the_same_arrives_later(acme: Tenant, mail_server: MailServer) -> None:
    """The answer lies in the outbox for its seconds; what was written after it waits, and then goes along."""
    to = outbox.Recipient(address="carla@kunde.example", language="en")
    context = {"ticket": {"pk": 42, "subject": "Lift"}}
    answer, closed, other = (
        outbox.queue("ticket_done", to=to, context=context, topic=topic) for topic in ("ticket:42", "ticket:42", "ticket:7")
    )
    outbox.hold_back(answer, until=timezone.now() + timedelta(seconds=15))

    for letter in (closed, other):
        deliver(letter.pk)
    early = [letter.state for letter in Letter.objects.order_by("pk")]
    Letter.objects.filter(pk=answer.pk).update(due_at=timezone.now())
    deliver(answer.pk)

    assert early == [State.QUEUED, State.QUEUED, State.SENT]
    assert [parsed(mail)["Message-ID"] for mail in mail_server.mails] == [each.message_id for each in (other, answer, closed)]


def test_a_letter_that_waits_for_its_next_try_holds_up_nothing(acme: Tenant, mail_server: MailServer) -> None:
    to = outbox.Recipient(address="carla@kunde.example", language="en")
    first, second = (outbox.queue("ticket_done", to=to, context={"ticket": {"pk": 42}}, topic="ticket:42") for _ in range(2))
    Letter.objects.filter(pk=first.pk).update(attempts=1, due_at=timezone.now() + timedelta(hours=1))

    deliver(second.pk)

    assert [letter.state for letter in Letter.objects.order_by("pk")] == [State.QUEUED, State.SENT]
