"""Who is told what about tickets: the full list of letters and bells of the desk."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from customers.models import Asset
from notifications import bell, outbox
from notifications.addressing import portal_url, root_url
from notifications.models import Letter
from notifications.outbox import File, Recipient
from tenants import here
from tenants.compiled import CompiledRows, Slot
from tickets.choices import Kind
from tickets.fields import is_shown_to_customers
from tickets.links import attachment_path, desk_path, portal_path
from tickets.mail.enclosing import cid_of, with_cids
from tickets.mail.headers import opening_headers, thread_headers
from tickets.mass.choices import MassState
from tickets.models import IN_PLACE, Attachment, MassAction, Message, Participant, Ticket
from tickets.occasions import Why
from tickets.participation import leaving_path
from tickets.recipients import Audience, Hearer

YOURS = gettext_noop("#%(number)s is yours: %(subject)s")
ANSWERED = gettext_noop("%(who)s answered on #%(number)s: %(subject)s")
MENTIONED = gettext_noop("%(who)s mentioned you on #%(number)s: %(subject)s")
NOTED = gettext_noop("%(who)s left a note on #%(number)s: %(subject)s")
REPLIED = gettext_noop("%(who)s replied on #%(number)s: %(subject)s")
RECOMMENDED = gettext_noop("%(who)s recommends #%(number)s: %(subject)s")
SOLVED = gettext_noop("%(who)s wrote the solution of #%(number)s: %(subject)s")
WOKE = gettext_noop("#%(number)s is back: %(subject)s")
CAME_BACK = gettext_noop("An e-mail to %(who)s came back, #%(number)s: %(subject)s")
#: How a mass action ended.
ENDED = {
    MassState.DONE: gettext_noop("%(what)s: done, %(changed)s of %(total)s tickets changed"),
    MassState.UNDONE: gettext_noop("%(what)s: %(undone)s tickets are as they were before"),
    MassState.FAILED: gettext_noop("%(what)s: stopped after %(done)s of %(total)s tickets"),
    MassState.CANCELLED: gettext_noop("%(what)s: undoing it stopped after %(undone)s tickets"),
}


def ticket_opened(ticket: Ticket, *, told: Audience) -> None:
    """The customer: we have it, #42 (CP-41)."""
    for _each in told.mailed(Why.REQUESTER):
        _to_customer("ticket_opened", ticket, headers=opening_headers(ticket), asset=_asset_shown(ticket))


def agent_replied(message: Message, *, told: Audience) -> None:
    """The customer: the agent's words and files, threaded under their own mail (CP-54, T24-54)."""
    files = [_file(message, attachment) for attachment in message.attachments.all()]
    for _each in told.mailed(Why.REQUESTER):
        headers = thread_headers(message)
        letter = _to_customer("agent_replied", message.ticket, headers=headers, message=message, files=files)
        _hold_back(letter, until=message.leaves_at)
    participants_told(message, told=told)
    _ring_all(told, message.ticket, REPLIED, who=message.writer)


def ticket_done(ticket: Ticket, *, told: Audience, with_solution: bool = False) -> None:
    """The customer: your ticket is closed; an answer opens it again (BL-21, C-25). A solution written along stands in it.

    It waits as long as an answer does, so that closing can be undone (B-6).
    """
    until = timezone.now() + timedelta(seconds=settings.UNDO_SECONDS) if settings.UNDO_SECONDS else None
    for _each in told.mailed(Why.REQUESTER):
        headers, solution = opening_headers(ticket), ticket.solution if with_solution else ""
        _hold_back(_to_customer("ticket_done", ticket, headers=headers, tells=closing_of(ticket), solution=solution), until=until)
    for person in _participants(told.mails):
        _hold_back(_to_participant(person, ticket, message=None, tells=closing_of(ticket)), until=until)


def closing_of(ticket: Ticket) -> str:
    """How letters say that they tell of the closing of this ticket."""
    return f"closing:{ticket.pk}"


def solution_written(ticket: Ticket, *, by: User, told: Audience, to_customer: bool = True) -> None:
    """The customer and whoever is responsible: this is the solution (CP-33); never the one who wrote it (C-29)."""
    for _each in told.mailed(Why.REQUESTER) if to_customer else ():
        _to_customer("solution_written", ticket, headers=opening_headers(ticket))
    for user in _staff(told.mails):
        _to_staff("solution_noted", ticket, user=user, by=by)
    _ring_all(told, ticket, SOLVED, who=by.name)


def work_arrived(ticket: Ticket, *, told: Audience) -> None:
    """Whoever is responsible, user or team: a ticket is yours (CP-53). Nobody is told what they did themselves (C-29)."""
    staff = list(_staff(told.mails))
    asset = _primary_asset(ticket) if staff else None
    for user in staff:
        _to_staff("work_arrived", ticket, user=user, asset=asset)
    _ring_all(told, ticket, YOURS)


def customer_answered(message: Message, *, told: Audience) -> None:
    """Whoever is responsible: the customer wrote (CP-36). Watchers hear the bell."""
    for user in _staff(told.mails):
        _to_staff("customer_answered", message.ticket, user=user, message=message)
    participants_told(message, told=told)
    _ring_all(told, message.ticket, ANSWERED, who=message.writer)


def participant_invited(ticket: Ticket, *, told: Audience) -> None:
    """Somebody who is told of the ticket from now on: what it began with (C-30)."""
    first = ticket.messages.filter(kind=Kind.PUBLIC).first()
    for person in _participants(told.mails):
        _to_participant(person, ticket, message=first, is_first=True)


def participants_told(message: Message, *, told: Audience) -> None:
    """Everybody who is told of each public message, in a letter of their own; never the one who wrote it (BR-12)."""
    for person in _participants(told.mails):
        _hold_back(_to_participant(person, message.ticket, message=message), until=message.leaves_at)


def note_written(message: Message, *, told: Audience) -> None:
    """Whoever is responsible, and whom it speaks to by name: a colleague left a note; the bell is enough, once each."""
    _ring_all(told, message.ticket, NOTED, who=message.writer)


def ticket_woke(ticket: Ticket, *, told: Audience) -> None:
    """Whoever is responsible: the time has come that it was put off until."""
    _ring_all(told, ticket, WOKE)


def letter_came_back(address: str, ticket: Ticket, *, told: Audience) -> None:
    """Whoever is responsible: the customer does not know what you think they know."""
    _ring_all(told, ticket, CAME_BACK, who=address)


def mass_action_over(action: MassAction) -> None:
    """Whoever started it: the worker is through with it."""
    user, counts = action.by, {name: getattr(action, name) for name in ("changed", "total", "undone", "done")}
    with translation.override(user.language):
        text = gettext(ENDED[MassState(action.state)]) % {"what": str(action), **counts}
    bell.ring(user, text=text, link=action.get_absolute_url(), topic=action.topic)


def ticket_recommended(ticket: Ticket, *, by: User, told: Audience, words: str) -> None:
    """Colleagues by mail and bell, others by mail; whoever answers it answers the one who recommends."""
    link, headers = root_url() + desk_path(ticket.pk), {"Reply-To": by.email}
    others = [hearer.person for hearer in told.mails if isinstance(hearer.person, Recipient)]
    for to in [*map(_recipient, _staff(told.mails)), *others]:
        context = {"ticket": ticket, "link": link, "by": by, "words": words}
        outbox.queue("ticket_recommended", to=to, context=context, topic=f"recommendation:{ticket.pk}", headers=headers)
    _ring_all(told, ticket, RECOMMENDED, who=by.name)


def _recipient(user: User) -> Recipient:
    return Recipient(address=user.email, name=user.name, language=user.language, user_id=user.pk)


def _staff(hearers: Iterable[Hearer]) -> Iterable[User]:
    return [hearer.person for hearer in hearers if isinstance(hearer.person, User)]


def _participants(hearers: Iterable[Hearer]) -> Iterable[Participant]:
    return [hearer.person for hearer in hearers if isinstance(hearer.person, Participant)]


def _hold_back(letter: Letter, *, until: datetime | None) -> None:
    if until:
        outbox.hold_back(letter, until=until)


def _asset_shown(ticket: Ticket) -> Asset | None:
    """The primary object, where customers may see objects of the ticket's type (C-09, C-10)."""
    asset = _primary_asset(ticket)
    return asset if asset and is_shown_to_customers("assets", ticket.type) else None


def _primary_asset(ticket: Ticket) -> Asset | None:
    return next(iter(PRIMARY(ticket=ticket.pk)), None)


PRIMARY = CompiledRows(lambda: Asset.objects.filter(ticket_places__ticket=Slot("ticket")).order_by(*IN_PLACE)[:1])


def _to_customer(
    template: str,
    ticket: Ticket,
    *,
    headers: dict[str, str],
    message: Message | None = None,
    files: Sequence[File] = (),
    tells: str = "",
    **context: Any,
) -> Letter:
    """Only public things in here: what is passed on is what the customer reads (BL-22)."""
    contact = ticket.requester
    link = portal_url() + portal_path(ticket.pk) if contact.user_id else ""
    to = Recipient(address=contact.email, name=contact.name, language=contact.language, user_id=contact.user_id)
    words = with_cids(message) if message else ""
    context = {"ticket": ticket, "message": message, "words": words, "link": link, **context}
    tells = message.topic if message else tells
    return outbox.queue(template, to=to, context=context, topic=ticket.topic, tells=tells, headers=headers, attachments=files)


def _file(message: Message, attachment: Attachment) -> File:
    content_id = cid_of(attachment) if attachment_path(attachment.pk) in message.html else ""
    return File(path=str(attachment.file.name), name=attachment.name, content_type=attachment.content_type, content_id=content_id)


def _to_participant(
    person: Participant, ticket: Ticket, *, message: Message | None, is_first: bool = False, tells: str = ""
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
        context={"ticket": ticket, "message": message, "words": words, "is_first": is_first, "leaving": leaving},
        topic=ticket.topic,
        tells=message.topic if message else tells,
        headers=headers,
        attachments=[_file(message, attachment) for attachment in message.attachments.all()] if message else (),
    )


def _to_staff(template: str, ticket: Ticket, *, user: User, message: Message | None = None, **context: Any) -> None:
    link = root_url() + desk_path(ticket.pk)
    context = {"ticket": ticket, "link": link, "message": message, **context}
    tells = message.topic if message else ""
    outbox.queue(template, to=_recipient(user), context=context, topic=ticket.topic, tells=tells)


def _ring_all(told: Audience, ticket: Ticket, words: str, *, who: str = "") -> None:
    for hearer in told.bells:
        if isinstance(hearer.person, User):
            _ring(hearer.person, ticket, MENTIONED if hearer.why == Why.MENTIONED else words, who=who)


def _ring(user: User, ticket: Ticket, words: str, *, who: str = "") -> None:
    with translation.override(user.language):
        text = gettext(words) % {"number": ticket.pk, "subject": ticket.subject, "who": who}
    bell.ring(user, text=text, link=desk_path(ticket.pk), topic=ticket.topic)
