"""Whom a letter or a bell about a ticket reaches, and how it is addressed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from customers.models import Asset
from notifications import bell, outbox
from notifications.addressing import portal_url, root_url
from notifications.models import Letter
from notifications.outbox import File, Recipient
from tenants import here
from tenants.compiled import CompiledRows, Slot
from tickets.alterations import Alteration
from tickets.fields import is_shown_to_customers
from tickets.links import attachment_path, desk_path, portal_path
from tickets.mail.enclosing import cid_of, with_cids
from tickets.models import IN_PLACE, Attachment, Message, Participant, Ticket
from tickets.occasions import Why
from tickets.participation import leaving_path
from tickets.recipients import Audience, Hearer
from tickets.sight import sight_by

MENTIONED = gettext_noop("%(who)s mentioned you on #%(number)s: %(subject)s")


def recipient_of(user: User) -> Recipient:
    return Recipient(address=user.email, name=user.name, language=user.language, user_id=user.pk)


def staff_among(hearers: Iterable[Hearer]) -> Iterable[User]:
    return [hearer.person for hearer in hearers if isinstance(hearer.person, User)]


def participants_among(hearers: Iterable[Hearer]) -> Iterable[Participant]:
    return [hearer.person for hearer in hearers if isinstance(hearer.person, Participant)]


def hold_back(letter: Letter, *, until: datetime | None) -> None:
    if until:
        outbox.hold_back(letter, until=until)


def asset_shown(ticket: Ticket) -> Asset | None:
    """The primary object, where customers may see objects of the ticket's type (C-09, C-10)."""
    asset = primary_asset(ticket)
    return asset if asset and is_shown_to_customers("assets", ticket.type) else None


def primary_asset(ticket: Ticket) -> Asset | None:
    return next(iter(PRIMARY(ticket=ticket.pk)), None)


PRIMARY = CompiledRows(lambda: Asset.objects.filter(ticket_places__ticket=Slot("ticket")).order_by(*IN_PLACE)[:1])


def to_requester(
    template: str,
    ticket: Ticket,
    *,
    headers: dict[str, str],
    message: Message | None = None,
    files: Sequence[File] = (),
    tells: str = "",
    **context: Any,
) -> Letter:
    """Only public things in here: what is passed on is what the customer reads (BL-22). A link leads where they get in."""
    contact = ticket.requester
    opens = contact.user_id is not None and sight_by(contact.user_id).opens(ticket)
    link = portal_url() + portal_path(ticket.pk) if opens else ""
    to = Recipient(address=contact.email, name=contact.name, language=contact.language, user_id=contact.user_id)
    words = with_cids(message) if message else ""
    context = {"ticket": ticket, "message": message, "words": words, "link": link, **context}
    tells = message.topic if message else tells
    return outbox.queue(template, to=to, context=context, topic=ticket.topic, tells=tells, headers=headers, attachments=files)


def file_of(message: Message, attachment: Attachment) -> File:
    content_id = cid_of(attachment) if attachment_path(attachment.pk) in message.html else ""
    return File(path=str(attachment.file.name), name=attachment.name, content_type=attachment.content_type, content_id=content_id)


def to_participant(
    person: Participant,
    ticket: Ticket,
    *,
    message: Message | None,
    is_first: bool = False,
    tells: str = "",
    changes: Sequence[Alteration] = (),
) -> Letter:
    """Only public things in here. The mail program itself can offer to end it, by one click (RFC 8058)."""
    contact, leaving = person.contact, portal_url() + leaving_path(person)
    language = contact.language if contact else here.workspace().language
    headers = {"List-Unsubscribe": f"<{leaving}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if message and message.message_id:
        headers |= {"In-Reply-To": message.message_id, "References": message.message_id}
    words = with_cids(message) if message else ""
    return outbox.queue(
        "participant_told",
        to=Recipient(address=person.email, name=contact.name if contact else "", language=language),
        context={
            "ticket": ticket,
            "message": message,
            "words": words,
            "is_first": is_first,
            "leaving": leaving,
            "changes": changes,
        },
        topic=ticket.topic,
        tells=message.topic if message else tells,
        headers=headers,
        attachments=[file_of(message, attachment) for attachment in message.attachments.all()] if message else (),
    )


def to_staff(template: str, ticket: Ticket, *, user: User, message: Message | None = None, **context: Any) -> Letter:
    link = root_url() + desk_path(ticket.pk)
    context = {"ticket": ticket, "link": link, "message": message, **context}
    tells = message.topic if message else ""
    return outbox.queue(template, to=recipient_of(user), context=context, topic=ticket.topic, tells=tells)


def ring_all(told: Audience, ticket: Ticket, words: str, *, who: str = "") -> None:
    for hearer in told.bells:
        if isinstance(hearer.person, User):
            _ring(hearer.person, ticket, MENTIONED if hearer.why == Why.MENTIONED else words, who=who)


def _ring(user: User, ticket: Ticket, words: str, *, who: str = "") -> None:
    with translation.override(user.language):
        text = gettext(words) % {"number": ticket.pk, "subject": ticket.subject, "who": who}
    bell.ring(user, text=text, link=desk_path(ticket.pk), topic=ticket.topic)
