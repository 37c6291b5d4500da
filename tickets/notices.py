"""Who is told what about tickets: the full list of letters and bells of the desk."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from accounts.choices import Permission
from accounts.models import User
from customers.models import Asset, Contact
from notifications import bell, outbox
from notifications.addressing import portal_url, root_url
from notifications.models import Letter
from notifications.outbox import File, Recipient
from tenants import here
from tickets.choices import Kind, Told
from tickets.fields import is_shown_to_customers
from tickets.links import attachment_path, desk_path, portal_path
from tickets.mail.enclosing import cid_of, with_cids
from tickets.mail.headers import opening_headers, thread_headers
from tickets.mentions import mentioned_in
from tickets.models import IN_PLACE, Attachment, Message, Participant, Ticket
from tickets.participation import leaving_path

YOURS = gettext_noop("#%(number)s is yours: %(subject)s")
ANSWERED = gettext_noop("%(who)s answered on #%(number)s: %(subject)s")
MENTIONED = gettext_noop("%(who)s mentioned you on #%(number)s: %(subject)s")
NOTED = gettext_noop("%(who)s left a note on #%(number)s: %(subject)s")
REPLIED = gettext_noop("%(who)s replied on #%(number)s: %(subject)s")
RECOMMENDED = gettext_noop("%(who)s recommends #%(number)s: %(subject)s")
SOLVED = gettext_noop("%(who)s wrote the solution of #%(number)s: %(subject)s")
WOKE = gettext_noop("#%(number)s is back: %(subject)s")
CAME_BACK = gettext_noop("A letter to %(who)s came back, #%(number)s: %(subject)s")


def ticket_opened(ticket: Ticket) -> None:
    """The customer: we have it, #42 (CP-41)."""
    _to_customer("ticket_opened", ticket, headers=opening_headers(ticket), asset=_asset_shown(ticket))


def agent_replied(message: Message) -> None:
    """The customer: the agent's words and files, threaded under their own mail (CP-54, T24-54)."""
    files = [_file(message, attachment) for attachment in message.attachments.all()]
    letter = _to_customer("agent_replied", message.ticket, headers=thread_headers(message), message=message, files=files)
    if message.leaves_at:
        outbox.hold_back(letter, until=message.leaves_at)
    for user in _watching(message.ticket, but=message.author):
        _ring(user, message.ticket, REPLIED, who=message.writer)
    participants_told(message)


def ticket_done(ticket: Ticket, *, by: User) -> None:
    """The customer: your ticket is closed; an answer opens it again (BL-21, C-25)."""
    _to_customer("ticket_done", ticket, headers=opening_headers(ticket))
    for person in _participants(ticket):
        _to_participant(person, message=None)


def solution_written(ticket: Ticket, *, by: User) -> None:
    """The customer and whoever is responsible: this is the solution (CP-33); never the one who wrote it (C-29)."""
    _to_customer("solution_written", ticket, headers=opening_headers(ticket))
    for user in _responsible(ticket, but=by):
        _to_staff("solution_noted", ticket, user=user, by=by)
        _ring(user, ticket, SOLVED, who=by.name)


def work_arrived(ticket: Ticket, *, by: User | Contact) -> None:
    """Whoever is responsible, user or team: a ticket is yours (CP-53). Nobody is told what they did themselves (C-29)."""
    for user in _responsible(ticket, but=by):
        _to_staff("work_arrived", ticket, user=user, asset=ticket.assets.order_by(*IN_PLACE).first())
        _ring(user, ticket, YOURS)


def customer_answered(message: Message) -> None:
    """Whoever is responsible: the customer wrote (CP-36). Watchers hear the bell."""
    for user in _responsible(message.ticket, but=message.contact):
        _to_staff("customer_answered", message.ticket, user=user, message=message)
    for user in _hearers(message.ticket, but=message.contact):
        _ring(user, message.ticket, ANSWERED, who=message.writer)
    participants_told(message)


def participant_invited(person: Participant) -> None:
    """Somebody who is told of the ticket from now on: what it began with (C-30)."""
    first = person.ticket.messages.filter(kind=Kind.PUBLIC).first()
    _to_participant(person, message=first, is_first=True)


def participants_told(message: Message) -> None:
    """Everybody who is told of each public message, in a letter of their own; never the one who wrote it (BR-12)."""
    for person in _participants(message.ticket):
        if person.contact_id is None or person.contact_id != message.contact_id:
            _to_participant(person, message=message)


def _participants(ticket: Ticket) -> Iterable[Participant]:
    people = Participant.objects.filter(ticket=ticket, level=Told.ALL)
    return people.select_related("contact", "ticket__status").order_by("pk")


def note_written(message: Message) -> None:
    """Whoever is responsible, and whom it speaks to by name: a colleague left a note; the bell is enough, once each."""
    colleagues = User.objects.who_may(Permission.WORK_TICKETS) if "@" in message.text else ()
    mentioned = [user for user in mentioned_in(message.text, people=colleagues) if user != message.author]
    for user in mentioned:
        _ring(user, message.ticket, MENTIONED, who=message.writer)
    for user in _hearers(message.ticket, but=message.author):
        if user not in mentioned:
            _ring(user, message.ticket, NOTED, who=message.writer)


def ticket_woke(ticket: Ticket, *, by: User | None) -> None:
    """Whoever is responsible: the time has come that it was put off until."""
    for user in _responsible(ticket, but=by):
        _ring(user, ticket, WOKE)


def letter_came_back(address: str, ticket: Ticket) -> None:
    """Whoever is responsible: the customer does not know what you think they know."""
    for user in _responsible(ticket, but=None):
        _ring(user, ticket, CAME_BACK, who=address)


def ticket_recommended(ticket: Ticket, *, by: User, colleagues: Sequence[User], addresses: Sequence[str], words: str) -> None:
    """Colleagues by mail and bell, others by mail; whoever answers it answers the one who recommends."""
    others = [Recipient(address=address, language=here.workspace().language) for address in addresses]
    link, headers = root_url() + desk_path(ticket.pk), {"Reply-To": by.email}
    for to in [*map(_recipient, colleagues), *others]:
        context = {"ticket": ticket, "link": link, "by": by, "words": words}
        outbox.queue("ticket_recommended", to=to, context=context, topic=f"recommendation:{ticket.pk}", headers=headers)
    for user in colleagues:
        _ring(user, ticket, RECOMMENDED, who=by.name)


def _recipient(user: User) -> Recipient:
    return Recipient(address=user.email, name=user.name, language=user.language, user_id=user.pk)


def _hearers(ticket: Ticket, *, but: User | Contact | None) -> Iterable[User]:
    """Whoever is responsible or watches the ticket, each once; never the one who did it (C-29)."""
    return dict.fromkeys([*_responsible(ticket, but=but), *_watching(ticket, but=but)])


def _watching(ticket: Ticket, *, but: User | Contact | None) -> Iterable[User]:
    """Whoever subscribed and still works here (CP-14)."""
    watching = User.objects.assignable().filter(subscriptions__ticket=ticket).order_by("pk")
    return [user for user in watching if user != but]


def _responsible(ticket: Ticket, *, but: User | Contact | None) -> Iterable[User]:
    """The responsible user, or the members of the responsible team; never the one who did it."""
    if ticket.responsible is not None:
        people = [ticket.responsible]
    else:
        people = list(ticket.team.members.filter(is_active=True)) if ticket.team else []
    return [user for user in people if user != but and user.is_active]


def _asset_shown(ticket: Ticket) -> Asset | None:
    """The primary object, where customers may see objects of the ticket's type (C-09, C-10)."""
    asset = ticket.assets.order_by(*IN_PLACE).first()
    return asset if asset and is_shown_to_customers("assets", ticket.type) else None


def _to_customer(
    template: str,
    ticket: Ticket,
    *,
    headers: dict[str, str],
    message: Message | None = None,
    files: Sequence[File] = (),
    **context: Any,
) -> Letter:
    """Only public things in here: what is passed on is what the customer reads (BL-22)."""
    contact = ticket.requester
    link = portal_url() + portal_path(ticket.pk) if contact.user_id else ""
    to = Recipient(address=contact.email, name=contact.name, language=contact.language, user_id=contact.user_id)
    words = with_cids(message) if message else ""
    context = {"ticket": ticket, "message": message, "words": words, "link": link, **context}
    about = {"topic": ticket.topic, "tells": message.topic if message else ""}
    return outbox.queue(template, to=to, context=context, headers=headers, attachments=files, **about)


def _file(message: Message, attachment: Attachment) -> File:
    content_id = cid_of(attachment) if attachment_path(attachment.pk) in message.html else ""
    return File(path=str(attachment.file.name), name=attachment.name, content_type=attachment.content_type, content_id=content_id)


def _to_participant(person: Participant, *, message: Message | None, is_first: bool = False) -> None:
    """Only public things in here. The mail program itself can offer to end it, by one click (RFC 8058)."""
    contact, leaving = person.contact, portal_url() + leaving_path(person)
    language = contact.language if contact else here.workspace().language
    headers = {"List-Unsubscribe": f"<{leaving}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if message and message.message_id:
        headers |= {"In-Reply-To": message.message_id, "References": message.message_id}
    words = with_cids(message) if message else ""
    letter = outbox.queue(
        "participant_told",
        to=Recipient(address=person.email, name=contact.name if contact else "", language=language),
        context={"ticket": person.ticket, "message": message, "words": words, "is_first": is_first, "leaving": leaving},
        topic=person.ticket.topic,
        tells=message.topic if message else "",
        headers=headers,
        attachments=[_file(message, attachment) for attachment in message.attachments.all()] if message else (),
    )
    if message and message.leaves_at and not is_first:
        outbox.hold_back(letter, until=message.leaves_at)


def _to_staff(template: str, ticket: Ticket, *, user: User, message: Message | None = None, **context: Any) -> None:
    link = root_url() + desk_path(ticket.pk)
    context = {"ticket": ticket, "link": link, "message": message, **context}
    about = {"topic": ticket.topic, "tells": message.topic if message else ""}
    outbox.queue(template, to=_recipient(user), context=context, **about)


def _ring(user: User, ticket: Ticket, words: str, *, who: str = "") -> None:
    with translation.override(user.language):
        text = gettext(words) % {"number": ticket.pk, "subject": ticket.subject, "who": who}
    bell.ring(user, text=text, link=desk_path(ticket.pk), topic=ticket.topic)
