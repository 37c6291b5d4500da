"""Raw bytes become a mail the desk can read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Final

from django.utils.translation.trans_null import gettext_noop

from tickets.mail.addresses import Address, read_addresses
from tickets.mail.bodies import Body, ParsedAttachment, read_body
from tickets.mail.decoding import header_text
from tickets.mail.mime import Part, read_parts

__all__ = ["Address", "ParsedAttachment", "ParsedMail", "UnreadableMail", "parse"]

EMPTY_MAIL: Final = gettext_noop("The e-mail is empty.")
NO_SENDER: Final = gettext_noop("The e-mail names no sender, so nobody could be answered.")

_MESSAGE_ID = re.compile(r"<([^<>]{1,500})>")
_LONGEST_ID = 250
_MOST_REFERENCES = 100
_LONGEST_SUBJECT = 200
_LONGEST_VALUE = 16_000
_ENVELOPE_RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")


class UnreadableMail(Exception):
    """There is nothing to read; the message tells staff why, in English, ready for translation."""


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail as received. Nothing in it is trusted: `html` is raw, addresses may be forged.

    `text` is all of the words or "", `html` is all of the words or "": whoever shows one of them misses nothing.
    """

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    subject: str
    date: datetime | None
    text: str
    html: str
    attachments: tuple[ParsedAttachment, ...]
    headers: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]


def parse(raw: bytes) -> ParsedMail:
    """Read a mail, however broken, in linear time; `UnreadableMail` is all that is ever raised."""
    if not raw.strip():
        raise UnreadableMail(EMPTY_MAIL)
    part, notes = read_parts(raw.lstrip() if b"\n" in raw else raw.strip().replace(b"\r", b"\n"))
    return _mail(part, sender=_sender(part), body=read_body(part), notes=notes)


def _mail(part: Part, *, sender: Address, body: Body, notes: tuple[str, ...]) -> ParsedMail:
    return ParsedMail(
        message_id=next(iter(_ids(part, "message-id")), ""),
        in_reply_to=_ids(part, "in-reply-to"),
        references=_ids(part, "references"),
        sender=sender,
        reply_to=read_addresses(part.values("reply-to")),
        to=read_addresses(part.values("to")),
        cc=read_addresses(part.values("cc")),
        delivered_to=_emails(value for name in _ENVELOPE_RECIPIENTS for value in part.values(name)),
        subject=header_text(next(iter(part.values("subject")), ""))[:_LONGEST_SUBJECT].strip(),
        date=_date(part),
        text=body.text,
        html=body.html,
        attachments=body.attachments,
        headers=_headers(part),
        notes=notes + body.notes,
    )


def _sender(part: Part) -> Address:
    """Who wrote it; where that is missing, who sent it or wants to be answered."""
    for name in ("from", "sender", "reply-to", "return-path"):
        if found := read_addresses(part.values(name)):
            return next((address for address in found if address.email), found[0])
    raise UnreadableMail(NO_SENDER)


def _ids(part: Part, header: str) -> tuple[str, ...]:
    """Message-IDs in their brackets, each once; of very many the first and the latest."""
    values = part.values(header)
    found = [re.sub(r"\s+", "", inner) for value in values for inner in _MESSAGE_ID.findall(value)]
    bare = [value.strip("<> ") for value in values if "@" in value and not re.search(r"\s", value.strip())]
    inners = [inner for inner in found or bare if inner and len(inner) <= _LONGEST_ID - 2]
    ids = tuple(dict.fromkeys(f"<{inner}>" for inner in inners))
    return ids if len(ids) <= _MOST_REFERENCES else (ids[0], *ids[1 - _MOST_REFERENCES :])


def _emails(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address.email for address in read_addresses(values) if address.email))


def _date(part: Part) -> datetime | None:
    """When the mail says it was written; without a usable answer None."""
    for value in part.values("date")[:1]:
        try:
            written = parsedate_to_datetime(header_text(value)[:100])
            return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
    return None


def _headers(part: Part) -> Mapping[str, tuple[str, ...]]:
    values: dict[str, list[str]] = {}
    for name, value in part.headers:
        values.setdefault(name, []).append(header_text(value[:_LONGEST_VALUE]))
    return MappingProxyType({name: tuple(found) for name, found in values.items()})
