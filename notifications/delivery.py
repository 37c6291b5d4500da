"""Hands letters to the mail server; the only place that speaks SMTP."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.policy import SMTP as WIRE

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone

from notifications.choices import State
from notifications.models import Letter
from tenants.files import private_files

#: Minutes to wait after the first, second … failure that may pass; after the last the letter has failed.
BACK_OFF_MINUTES = (0.5, 2, 10, 30, 60, 120, 240, 480)
OWN_MARK = "X-Helpdesk-Letter"


class Refused(Exception):
    """The mail server said no for good."""


class Unclear(Exception):
    """The mail server may have taken the letter, but did not say so."""


def deliver(letter_id: int) -> None:
    """Send one letter that is due. Only one worker has it, and it goes out at most once without a person's decision.

    Whatever fails is written to the letter: it waits for its next try, has failed, or is unclear.
    """
    letter = _claim(letter_id)
    if letter is None:
        return
    try:
        _hand_over(letter)
    except Refused as error:
        _settle(letter, State.FAILED, error=str(error))
    except Unclear as error:
        _settle(letter, State.UNCLEAR, error=str(error))
    except (OSError, smtplib.SMTPException) as error:
        _try_later(letter, error=_words(error))
    else:
        _settle(letter, State.SENT)


def _claim(letter_id: int) -> Letter | None:
    now = timezone.now()
    mine = Letter.objects.filter(pk=letter_id, state=State.QUEUED, due_at__lte=now)
    if not mine.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Letter.objects.get(pk=letter_id)


def _hand_over(letter: Letter) -> None:
    """One SMTP conversation, with a note in the database before the one word that can't be taken back: the final dot."""
    content = re.sub(rb"(?m)^\.", b"..", message_of(letter).message().as_bytes(policy=WIRE.clone(cte_type="7bit")))
    with _conversation() as smtp:
        _expect(smtp.mail(letter.from_address), 250)
        _expect(smtp.rcpt(letter.to_address), 250, 251)
        _expect(smtp.docmd("data"), 354)
        smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
        _note_handing_over(letter)
        try:
            smtp.send(b".\r\n")
            answer = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise Unclear(_words(error)) from error
        _expect(answer, 250)


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as a mail: text and HTML, own Message-ID, marked so that we know it if it comes back (RFC 3834)."""
    headers = {"Message-ID": letter.message_id, OWN_MARK: str(letter.pk), "Auto-Submitted": "auto-generated", **letter.headers}
    headers.setdefault("X-Auto-Response-Suppress", "OOF, AutoReply")
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=_mailbox(letter.from_name, letter.from_address),
        to=[_mailbox(letter.to_name, letter.to_address)],
        headers=headers,
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for file in letter.attachments:
        with private_files().open(file["path"]) as content:
            mail.attach(file["name"], content.read(), file["type"])
    return mail


@contextmanager
def _conversation() -> Iterator[smtplib.SMTP]:
    backend = get_connection()
    backend.open()
    smtp: smtplib.SMTP = backend.connection  # type: ignore[attr-defined]  # the SMTP backend has one
    try:
        smtp.ehlo_or_helo_if_needed()
        yield smtp
    finally:
        backend.close()


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    code, words = answer
    if code in wanted:
        return
    said = f"{code} {words.decode(errors='replace')}"
    if 500 <= code < 600:
        raise Refused(said)
    raise smtplib.SMTPResponseException(code, said)


def _note_handing_over(letter: Letter) -> None:
    """Raises if the claim was lost meanwhile: somebody else has the letter now."""
    mine = Letter.objects.filter(pk=letter.pk, state=State.SENDING, claimed_at=letter.claimed_at)
    if not mine.update(state=State.HANDING_OVER):
        raise smtplib.SMTPException("the claim on this letter was lost")


def _settle(letter: Letter, state: State, *, error: str = "") -> None:
    sent_at: datetime | None = timezone.now() if state == State.SENT else None
    Letter.objects.filter(pk=letter.pk, claimed_at=letter.claimed_at).update(state=state, error=error, sent_at=sent_at)


def _try_later(letter: Letter, *, error: str) -> None:
    if letter.attempts > len(BACK_OFF_MINUTES):
        _settle(letter, State.FAILED, error=error)
        return
    pause = timedelta(minutes=BACK_OFF_MINUTES[letter.attempts - 1])
    Letter.objects.filter(pk=letter.pk, claimed_at=letter.claimed_at).update(
        state=State.QUEUED, due_at=timezone.now() + pause, error=error
    )


def _mailbox(name: str, address: str) -> str:
    return str(Address(display_name=name, addr_spec=address)) if name else address


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return str(error) or type(error).__name__
