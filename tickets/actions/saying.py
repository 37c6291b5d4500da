"""Puts a message on a ticket, whoever says it."""

from collections.abc import Iterable

from accounts.models import User
from customers.models import Contact
from tickets.actions.attaching import Upload, attach
from tickets.choices import Kind, Source
from tickets.links import attachment_path
from tickets.mail.clean import clean_html, html_to_text
from tickets.models import Message, Ticket


def say(
    ticket: Ticket,
    *,
    by: User | Contact,
    kind: Kind,
    source: Source,
    html: str,
    quoted_html: str = "",
    attachments: Iterable[Upload] = (),
    message_id: str = "",
) -> Message:
    """A message with its files. Foreign HTML is cleaned here, whatever door it came through; its pictures become ours."""
    message = Message(
        ticket=ticket,
        kind=kind,
        source=source,
        author=by if isinstance(by, User) else None,
        contact=by if isinstance(by, Contact) else None,
        message_id=message_id,
    )
    message.save()
    kept = attach(message, attachments)
    pictures = {file.content_id: attachment_path(file.pk) for file in kept if file.content_id}
    message.html = clean_html(html, images=pictures)
    message.quoted_html = clean_html(quoted_html, images=pictures)
    message.text = html_to_text(message.html)
    message.save(update_fields=["html", "quoted_html", "text"])
    return message
