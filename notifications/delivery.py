"""Hands letters to the mail server; the only place that speaks SMTP."""

import logging
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.mime.image import MIMEImage
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from notifications.choices import State
from notifications.marking import OWN_MARK, mark_of
from notifications.models import Letter
from tenants.files import private_files

#: Minutes to wait after the first, second … failure that may pass; after the last the letter has failed.
BACK_OFF_MINUTES = (0.5, 2, 10, 30, 60, 120, 240, 480)
MOST_PAUSES = len(BACK_OFF_MINUTES)

#: Reasons staff read, each a line of its own; a second line is the technical detail.
BROKEN: Final = gettext_noop("The e-mail could not be written because of an error in the program. Send it again after an update.")
NO_FILE: Final = gettext_noop("A file that belongs to the e-mail cannot be read now.")
NO_ADDRESS: Final = gettext_noop("E-mails cannot be sent to such an address.")
UNREACHABLE: Final = gettext_noop("The mail server could not be reached.")

log = logging.getLogger(__name__)


class Refused(Exception):
    """The mail server said no for good."""


class Unclear(Exception):
    """The mail server may have taken the letter, but did not say so."""


class NotNow(Exception):
    """The letter cannot go out at this moment, through no fault of the mail server."""


def deliver(letter_id: int) -> None:
    """Send one letter that is due. Only one worker has it, and it goes out at most once without a person's decision.

    Whatever fails is written to the letter: it waits for its next try, has failed, or is unclear. Afterwards go those to
    the same person about the same that waited for it, so that they arrive in order.
    """
    letter = _claim(letter_id)
    while letter is not None:
        _attempt(letter)
        letter = _claim_next(letter)


def _attempt(letter: Letter) -> None:
    try:
        _send(letter, content=_on_the_wire(letter))
    except Refused as error:
        _settle(letter, State.FAILED, error=str(error))
    except Unclear as error:
        _settle(letter, State.UNCLEAR, error=str(error))
    except NotNow as error:
        _try_later(letter, error=str(error))
    except (OSError, smtplib.SMTPException) as error:
        _try_later(letter, error=_words(error))


def _claim(letter_id: int) -> Letter | None:
    now = timezone.now()
    mine = Letter.objects.filter(~Exists(_before()), pk=letter_id, state=State.QUEUED, due_at__lte=now)
    if not mine.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Letter.objects.get(pk=letter_id)


def _before() -> "QuerySet[Letter]":
    """Earlier ones to the same person about the same that were not tried yet, or are being sent."""
    same = Letter.objects.filter(topic=OuterRef("topic"), to_address=OuterRef("to_address"), pk__lt=OuterRef("pk"))
    return same.exclude(topic="").filter(Q(state=State.QUEUED, attempts=0) | Q(state__in=[State.SENDING, State.HANDING_OVER]))


def _claim_next(letter: Letter) -> Letter | None:
    waiting = Letter.objects.filter(topic=letter.topic, to_address=letter.to_address, pk__gt=letter.pk, attempts=0)
    due = waiting.exclude(topic="").filter(state=State.QUEUED, due_at__lte=timezone.now())
    following = due.order_by("pk").values_list("pk", flat=True).first()
    return _claim(following) if following else None


def _on_the_wire(letter: Letter) -> bytes:
    """The mail as SMTP wants it: lines end in CRLF, a line that starts with a dot gets a second one."""
    try:
        mail: Any = message_of(letter).message()  # Django's own kind, which knows about line ends
        content: bytes = mail.as_bytes(linesep="\r\n")
    except OSError as error:
        raise NotNow(f"{NO_FILE}\n{error.strerror or type(error).__name__}") from error
    except Exception as error:  # the mail-by-mail boundary: whatever a letter does, the next one goes out
        log.exception("letter %s cannot be written", letter.pk)
        raise Refused(f"{BROKEN}\n{type(error).__name__}") from error
    return re.sub(rb"(?m)^\.", b"..", content if content.endswith(b"\r\n") else content + b"\r\n")


def _send(letter: Letter, *, content: bytes) -> None:
    """One SMTP conversation, with a note in the database before the one word that can't be taken back: the final dot.

    The server's yes is written down before we say good-bye, which may fail without harm.
    """
    with _conversation() as smtp:
        size = [f"size={len(content)}"] if smtp.has_extn("size") else []
        _expect(smtp.mail(_envelope(letter.from_address), size), 250)
        _expect(smtp.rcpt(_envelope(letter.to_address)), 250, 251)
        _expect(smtp.docmd("data"), 354)
        _give_time(smtp)
        smtp.send(content)
        _note_handing_over(letter)
        _expect(_final_dot(smtp), 250)
        _settle(letter, State.SENT)


def _final_dot(smtp: smtplib.SMTP) -> tuple[int, bytes]:
    try:
        smtp.send(b".\r\n")
        return smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unclear(_words(error)) from error


def _give_time(smtp: smtplib.SMTP) -> None:
    """Large letters and mail servers that look for viruses take longer than a greeting; never longer than our claim."""
    if smtp.sock is not None:
        smtp.sock.settimeout(max(settings.EMAIL_TIMEOUT, settings.LETTER_LEASE_SECONDS / 2))


def _envelope(address: str) -> str:
    """An address as every mail server understands it: umlauts in the domain are spelled out, elsewhere they can't be sent."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}".encode("ascii").decode()
    except UnicodeError as error:
        raise Refused(f"{NO_ADDRESS}\n{address}") from error


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as a mail: text and HTML, own Message-ID, marked so that we know it if it comes back (RFC 3834)."""
    headers = {"Message-ID": letter.message_id, OWN_MARK: mark_of(letter), "Auto-Submitted": "auto-generated", **letter.headers}
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
            if file.get("cid"):
                mail.attach(_picture(file, content.read()))
            else:
                mail.attach(file["name"], content.read(), file["type"])
    return mail


def _picture(file: dict[str, str], content: bytes) -> MIMEImage:
    """One that stands in the letter's HTML (RFC 2392)."""
    picture = MIMEImage(content, _subtype=file["type"].partition("/")[2])
    picture.add_header("Content-ID", f"<{file['cid']}>")
    picture.add_header("Content-Disposition", "inline", filename=file["name"])
    return picture


@contextmanager
def _conversation() -> Iterator[smtplib.SMTP]:
    """Says good-bye only after a good end: in the middle of a letter QUIT would become part of it."""
    backend: Any = get_connection()
    backend.open()
    smtp: smtplib.SMTP = backend.connection
    try:
        smtp.ehlo_or_helo_if_needed()
        yield smtp
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()


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
    mine = Letter.objects.filter(pk=letter.pk, claimed_at=letter.claimed_at)
    mine.update(state=state, error=error.replace("\0", ""), sent_at=sent_at)


def _try_later(letter: Letter, *, error: str) -> None:
    if letter.attempts > MOST_PAUSES:
        _settle(letter, State.FAILED, error=error)
        return
    pause = timedelta(minutes=BACK_OFF_MINUTES[letter.attempts - 1])
    mine = Letter.objects.filter(pk=letter.pk, claimed_at=letter.claimed_at)
    mine.update(state=State.QUEUED, due_at=timezone.now() + pause, error=error.replace("\0", ""))


def _mailbox(name: str, address: str) -> str:
    return str(Address(display_name=name, addr_spec=address)) if name else address


def _words(error: OSError) -> str:
    """What the server said; where none was reached, what the machine said about that."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    if isinstance(error, smtplib.SMTPException):
        return str(error) or type(error).__name__
    said = getattr(error, "verify_message", "") or error.strerror or str(error) or type(error).__name__
    return f"{UNREACHABLE}\n{said}"
