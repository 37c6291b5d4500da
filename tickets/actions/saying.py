"""Puts a message on a ticket, whoever says it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypedDict, Unpack

from django.db import IntegrityError
from django.db.models import QuerySet

from accounts.models import User
from customers.models import Contact
from notifications.outbox import was_recalled
from tenants.compiled import CompiledInsert
from tickets.actions.attaching import Upload, attach
from tickets.actions.recording import Hand
from tickets.choices import Kind, Source
from tickets.links import attachment_path
from tickets.mail.clean import clean_html, html_to_text
from tickets.models import Attachment, Draft, Message, Ticket

_OURS = re.compile(r'src="/attachments/(\d{1,19})/"')


class Said(TypedDict, total=False):
    """What somebody says, as every verb that speaks takes it: HTML of any origin, what it quotes, files, the mail's Message-ID.

    `drafted` are files of the speaker's draft that go along. With `beside` it was said beside the composer: a draft stays one.

    A Message-ID that is there already is refused by the database (`IntegrityError`): twice is once.
    """

    html: str
    quoted_html: str
    attachments: Iterable[Upload]
    drafted: Iterable[Attachment]
    message_id: str
    beside: bool


class TakenBack(Exception):
    """These words from this page were said and taken back; they are not said again by an old page."""


@contextmanager
def once(message_id: str, *, ticket: Ticket) -> Iterator[None]:
    """Around a verb that speaks: the same words from the same page, sent twice, are said once."""
    try:
        yield
    except IntegrityError:
        if Message.objects.filter(ticket=ticket, message_id=message_id).exists():
            return
        if was_recalled(message_id):
            raise TakenBack from None
        raise


def say(ticket: Ticket, *, by: User | Contact | Hand, kind: Kind, source: Source, **said: Unpack[Said]) -> Message:
    """A message with its files. Foreign HTML is cleaned here, whatever door it came through; its pictures become ours."""
    message = Message(
        ticket=ticket,
        kind=kind,
        source=source,
        author=by if isinstance(by, User) else None,
        contact=by if isinstance(by, Contact) else None,
        rule=by.rule if isinstance(by, Hand) else "",
        message_id=said.get("message_id", ""),
    )
    uploads, drafted = list(said.get("attachments", ())), _drafted(message, said)
    kept: list[Attachment] = []
    if uploads or drafted:
        MESSAGE(message)  # its files need its key, its words need theirs
        kept = [*attach(message, uploads), *_from_draft(message, drafted)]
    message.html = clean_own(said.get("html", ""), files=kept)
    message.quoted_html = clean_own(said.get("quoted_html", ""), files=kept)
    message.text = html_to_text(message.html)
    message.save() if message.pk else MESSAGE(message)
    if not said.get("beside"):
        _discard_draft(message)
    return message


MESSAGE = CompiledInsert(Message)


def clean_own(html: str, *, files: Iterable[Attachment]) -> str:
    """The HTML made safe; of its pictures those stay that are among these files, by content id or by our address."""
    pictures: dict[str, str] = {}
    for file in files:
        pictures |= {f"ours-{file.pk}": attachment_path(file.pk)}
        pictures |= {file.content_id: attachment_path(file.pk)} if file.content_id else {}
    return clean_html(_OURS.sub(r'src="cid:ours-\1"', html), images=pictures)


def _drafted(message: Message, said: Said) -> set[int]:
    """Files of the speaker's draft that go along: the chosen ones, and pictures in the text."""
    if not _has_draft(message) or said.get("beside"):
        return set()
    return {file.pk for file in said.get("drafted", ())} | {int(pk) for pk in _OURS.findall(said.get("html", ""))}


def _from_draft(message: Message, keys: set[int]) -> list[Attachment]:
    if not keys:
        return []
    for draft in _drafts(message):
        draft.attachments.filter(pk__in=keys).update(message=message, draft=None)
    return list(message.attachments.filter(pk__in=keys))


def _discard_draft(message: Message) -> None:
    """What was said at the desk is no draft any more."""
    if _has_draft(message):
        for draft in _drafts(message):
            draft.delete()


def _has_draft(message: Message) -> bool:
    return message.author is not None and message.source == Source.DESK


def _drafts(message: Message) -> "QuerySet[Draft]":
    return Draft.objects.filter(ticket=message.ticket_id, author=message.author, kind=message.kind)
