"""Writes down every mail before anybody reads it."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from tickets.choices import MailState
from tickets.mail.parse import UnreadableMail, parse
from tickets.models import IncomingMail, Mailbox

LONGEST_KEY = 255
DIGEST = "sha256:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail lies in its mailbox."""

    uid_validity: int
    uid: int
    size: int


def keep(mailbox: Mailbox, *, place: Place, raw: bytes) -> IncomingMail | None:
    """Keep the mail as it came. None if the ledger has it already: twice is once, also for two workers at once."""
    if IncomingMail.objects.filter(mailbox=mailbox, key=key_of(raw)).exists():
        return None
    mail = _entry(mailbox, place=place, head=raw)
    mail.raw.save("mail.eml", ContentFile(raw), save=False)
    if not _write(mail):
        mail.raw.delete(save=False)
        return None
    return mail


def refuse(mailbox: Mailbox, *, place: Place, head: bytes, reason: str) -> None:
    """Note a mail that was not fetched, and why; it stays in the mailbox."""
    mail = _entry(mailbox, place=place, head=head)
    if mail.key.startswith(DIGEST):
        mail.key = f"uid:{place.uid_validity}:{place.uid}"
    mail.state, mail.reason = MailState.FAILED, reason
    _write(mail)


def key_of(raw: bytes) -> str:
    """What makes a mail this mail: its Message-ID, who wrote it and when; without a Message-ID its bytes.

    The Message-ID alone is not enough: scanners send each page under the same one, and nothing may be lost.
    """
    head = _read_head(raw)
    if not head.message_id:
        return f"{DIGEST}{hashlib.sha256(raw).hexdigest()}"
    key = f"{head.message_id} {head.sender} {head.date}"
    return key if len(key) <= LONGEST_KEY else f"{DIGEST}{hashlib.sha256(key.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class _Head:
    message_id: str = ""
    sender: str = ""
    subject: str = ""
    date: str = ""


def _read_head(raw: bytes) -> _Head:
    """The little the ledger shows; a mail nobody can read is kept all the same."""
    end = min((at for at in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if at >= 0), default=len(raw))
    try:
        mail = parse(raw[:end] + b"\r\n\r\n")
    except UnreadableMail:
        return _Head()
    return _Head(mail.message_id, mail.sender.email, mail.subject, mail.date.isoformat() if mail.date else "")


def _entry(mailbox: Mailbox, *, place: Place, head: bytes) -> IncomingMail:
    known = _read_head(head)
    return IncomingMail(
        mailbox=mailbox,
        key=key_of(head),
        uid_validity=place.uid_validity,
        uid=place.uid,
        size=place.size,
        sender=known.sender[:254].replace("\0", ""),
        subject=known.subject[:200].replace("\0", ""),
    )


def _write(mail: IncomingMail) -> bool:
    try:
        with transaction.atomic():
            mail.save()
    except IntegrityError:
        return False
    return True
