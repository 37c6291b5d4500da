"""Who is told what about tickets: the full list of letters and bells of the desk."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from customers.models import Contact
from notifications import bell, outbox
from notifications.addressing import root_url
from notifications.outbox import Recipient
from tickets.alterations import Alteration
from tickets.choices import Kind
from tickets.envelopes import (
    asset_shown,
    file_of,
    hold_back,
    participants_among,
    primary_asset,
    recipient_of,
    ring_all,
    staff_among,
    to_participant,
    to_requester,
    to_staff,
)
from tickets.links import desk_path
from tickets.mail.clean import html_to_text
from tickets.mail.headers import opening_headers, thread_headers
from tickets.mass.choices import MassState
from tickets.models import MassAction, Message, Ticket
from tickets.occasions import Why
from tickets.recipients import Audience

YOURS = gettext_noop("#%(number)s is yours: %(subject)s")
ANSWERED = gettext_noop("%(who)s answered on #%(number)s: %(subject)s")
CORRECTED = gettext_noop("%(who)s changed a message on #%(number)s: %(subject)s")
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
        to_requester("ticket_opened", ticket, headers=opening_headers(ticket), asset=asset_shown(ticket))


def agent_replied(message: Message, *, told: Audience) -> None:
    """The customer: the agent's words and files, threaded under their own mail (CP-54, T24-54).

    Whoever is responsible, if a colleague answered: what the customer was told (CP-35).
    """
    files = [file_of(message, attachment) for attachment in message.attachments.all()]
    for _each in told.mailed(Why.REQUESTER):
        headers = thread_headers(message)
        letter = to_requester("agent_replied", message.ticket, headers=headers, message=message, files=files)
        hold_back(letter, until=message.leaves_at)
    for user in staff_among(told.mails):
        hold_back(to_staff("colleague_replied", message.ticket, user=user, message=message), until=message.leaves_at)
    participants_told(message, told=told)
    ring_all(told, message.ticket, REPLIED, who=message.writer)


def ticket_changed(ticket: Ticket, *, told: Audience, changes: Sequence[Alteration], to_customer: bool = True) -> None:
    """The customer and who takes part: this is different now (BR-14)."""
    for _each in told.mailed(Why.REQUESTER) if to_customer else ():
        to_requester("ticket_changed", ticket, headers=opening_headers(ticket), changes=changes)
    for person in participants_among(told.mails):
        to_participant(person, ticket, message=None, changes=changes)


def ticket_done(ticket: Ticket, *, told: Audience, with_solution: bool = False, changes: Sequence[Alteration] = ()) -> None:
    """The customer: your ticket is closed; an answer opens it again (BL-21, C-25). What was set along stands in it.

    It waits as long as an answer does, so that closing can be undone (B-6).
    """
    until = timezone.now() + timedelta(seconds=settings.UNDO_SECONDS) if settings.UNDO_SECONDS else None
    for _each in told.mailed(Why.REQUESTER):
        headers, solution = opening_headers(ticket), ticket.solution if with_solution else ""
        hold_back(
            to_requester("ticket_done", ticket, headers=headers, tells=closing_of(ticket), solution=solution, changes=changes),
            until=until,
        )
    for person in participants_among(told.mails):
        letter = to_participant(person, ticket, message=None, tells=closing_of(ticket), changes=changes)
        hold_back(letter, until=until)


def closing_of(ticket: Ticket) -> str:
    """How letters say that they tell of the closing of this ticket."""
    return f"closing:{ticket.pk}"


def solution_written(
    ticket: Ticket, *, by: User, told: Audience, to_customer: bool = True, changes: Sequence[Alteration] = ()
) -> None:
    """The customer and whoever is responsible: this is the solution (CP-33)."""
    for _each in told.mailed(Why.REQUESTER) if to_customer else ():
        to_requester("solution_written", ticket, headers=opening_headers(ticket), changes=changes)
    for user in staff_among(told.mails):
        to_staff("solution_noted", ticket, user=user, by=by)
    ring_all(told, ticket, SOLVED, who=by.name)


def work_arrived(ticket: Ticket, *, told: Audience) -> None:
    """Whoever is responsible, user or team: a ticket is yours (CP-53). Nobody is told what they did themselves (C-29)."""
    staff = list(staff_among(told.mails))
    asset = primary_asset(ticket) if staff else None
    for user in staff:
        to_staff("work_arrived", ticket, user=user, asset=asset)
    ring_all(told, ticket, YOURS)


def customer_answered(message: Message, *, told: Audience) -> None:
    """Whoever is responsible: the customer wrote (CP-36). Watchers hear the bell."""
    for user in staff_among(told.mails):
        to_staff("customer_answered", message.ticket, user=user, message=message)
    participants_told(message, told=told)
    ring_all(told, message.ticket, ANSWERED, who=message.writer)


def customer_corrected(message: Message, *, told: Audience) -> None:
    """Whoever is responsible: what the letter said is not what the customer says now; the bell is enough."""
    ring_all(told, message.ticket, CORRECTED, who=message.writer)


def participant_invited(ticket: Ticket, *, told: Audience) -> None:
    """Somebody who is told of the ticket from now on: what it began with (C-30)."""
    first = ticket.messages.filter(kind=Kind.PUBLIC).first()
    for person in participants_among(told.mails):
        to_participant(person, ticket, message=first, is_first=True)


def participants_told(message: Message, *, told: Audience) -> None:
    """Everybody who is told of each public message, in a letter of their own; never the one who wrote it (BR-12)."""
    for person in participants_among(told.mails):
        hold_back(to_participant(person, message.ticket, message=message), until=message.leaves_at)


def note_written(message: Message, *, told: Audience) -> None:
    """Whoever is responsible, and whom it speaks to by name: a colleague left a note; the bell is enough, once each."""
    ring_all(told, message.ticket, NOTED, who=message.writer)


def ticket_woke(ticket: Ticket, *, told: Audience) -> None:
    """Whoever is responsible: the time has come that it was put off until."""
    ring_all(told, ticket, WOKE)


def letter_came_back(address: str, ticket: Ticket, *, told: Audience) -> None:
    """Whoever is responsible: the customer does not know what you think they know."""
    ring_all(told, ticket, CAME_BACK, who=address)


def rule_wrote(ticket: Ticket, *, to: User | Contact | Recipient, subject: str, html: str) -> None:
    """Whomever a rule names: words that an administrator wrote beforehand (T24-36). A customer's answer joins the ticket."""
    words: dict[str, Any] = {"title": subject, "body": html, "plain": html_to_text(html)}
    if isinstance(to, Contact):
        to_requester("rule_mail", ticket, headers=opening_headers(ticket), **words)
    elif isinstance(to, User):
        to_staff("rule_mail", ticket, user=to, **words)
    else:
        outbox.queue("rule_mail", to=to, context={"ticket": ticket, **words}, topic=ticket.topic)


def rule_rang(ticket: Ticket, *, user: User, text: str) -> None:
    """Whomever a rule names, by the bell alone (T24-35)."""
    bell.ring(user, text=text, link=desk_path(ticket.pk), topic=ticket.topic)


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
    for to in [*map(recipient_of, staff_among(told.mails)), *others]:
        context = {"ticket": ticket, "link": link, "by": by, "words": words}
        outbox.queue("ticket_recommended", to=to, context=context, topic=f"recommendation:{ticket.pk}", headers=headers)
    ring_all(told, ticket, RECOMMENDED, who=by.name)
