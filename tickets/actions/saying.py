"""Puts a message on a ticket, whoever says it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypedDict, Unpack

from django.db import IntegrityError

from accounts.models import User
from customers.models import Contact
from tickets.actions.attaching import Upload, attach
from tickets.choices import Kind, Source
from tickets.links import attachment_path
from tickets.mail.clean import clean_html, html_to_text
from tickets.models import Message, Ticket


class Said(TypedDict, total=False):
    """What somebody says, as every verb that speaks takes it: HTML of any origin, what it quotes, files, the mail's Message-ID.

    A Message-ID that is there already is refused by the database (`IntegrityError`): twice is once.
    """

    html: str
    quoted_html: str
    attachments: Iterable[Upload]
    message_id: str


@contextmanager
def once(message_id: str, *, ticket: Ticket) -> Iterator[None]:
    """Around a verb that speaks: the same words from the same page, sent twice, are said once."""
    try:
        yield
    except IntegrityError:
        if not Message.objects.filter(ticket=ticket, message_id=message_id).exists():
            raise


def say(ticket: Ticket, *, by: User | Contact, kind: Kind, source: Source, **said: Unpack[Said]) -> Message:
    """A message with its files. Foreign HTML is cleaned here, whatever door it came through; its pictures become ours."""
    message = Message(
        ticket=ticket,
        kind=kind,
        source=source,
        author=by if isinstance(by, User) else None,
        contact=by if isinstance(by, Contact) else None,
        message_id=said.get("message_id", ""),
    )
    message.save()
    kept = attach(message, said.get("attachments", ()))
    pictures = {file.content_id: attachment_path(file.pk) for file in kept if file.content_id}
    message.html = clean_html(said.get("html", ""), images=pictures)
    message.quoted_html = clean_html(said.get("quoted_html", ""), images=pictures)
    message.text = html_to_text(message.html)
    message.save(update_fields=["html", "quoted_html", "text"])
    return message
