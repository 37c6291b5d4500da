"""The letters and bells that invented tickets have caused; history is sent already, a few letters failed."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from random import Random

from django.utils import timezone

from helpdesk.demo.planning import Plan
from helpdesk.demo.reading import House
from notifications.choices import State
from notifications.models import Letter, Ring
from tickets.links import desk_path
from tickets.models import Message, Ticket

FAILURES = [
    "550 5.1.1 Recipient address rejected: User unknown in local recipient table",
    "552 5.2.2 Mailbox full, message could not be stored",
    "554 5.7.1 Message rejected by content filter",
]
WORDS = {
    "de": "Guten Tag {name},\n\nvielen Dank für Ihre Nachricht. Sie hat die Nummer #{number}, und wir kümmern uns darum.\n",
    "en": "Hello {name},\n\nwe have received your message. It has the number #{number}, and somebody will take care of it.\n",
}
DAYS_OF_BELL = 12


def post(whole: list[tuple[Plan, Ticket, list[Message]]], *, house: House, dice: Random) -> None:
    letters = list(chain.from_iterable(_letters(*each, house=house, dice=dice) for each in whole))
    for letter, error in zip(reversed(letters[-40::11]), FAILURES, strict=False):
        letter.state, letter.error, letter.sent_at, letter.attempts = State.FAILED, error, None, 1
    Letter.objects.bulk_create(letters)
    Ring.objects.bulk_create(chain.from_iterable(_rings(*each, house=house) for each in whole))


def _letters(plan: Plan, ticket: Ticket, messages: list[Message], *, house: House, dice: Random) -> Iterable[Letter]:
    subject = f"Re: {ticket.subject} [#{ticket.pk}]"[:250]
    first = Letter(template="ticket_opened", subject=subject, created_at=plan.opened_at)
    first.text = WORDS[plan.requester.language].format(name=plan.requester.name, number=ticket.pk) + f"\n{house.signature}\n"
    first.message_id = f"<{dice.getrandbits(96):024x}@{house.mailbox.rpartition('@')[2]}>"
    yield _addressed(first, plan, ticket, house)
    for message in messages:
        if message.author_id and message.message_id:
            answer = Letter(template="agent_replied", subject=subject, created_at=message.created_at)
            answer.text, answer.message_id = f"{message.text}\n\n{house.signature}\n", message.message_id
            yield _addressed(answer, plan, ticket, house)


def _addressed(letter: Letter, plan: Plan, ticket: Ticket, house: House) -> Letter:
    letter.topic = ticket.topic
    letter.user_id = plan.requester.user_id
    letter.to_name, letter.to_address = plan.requester.name, plan.requester.email
    letter.from_name, letter.from_address = house.name, house.mailbox
    letter.state, letter.attempts = State.SENT, 1
    letter.due_at = letter.created_at
    letter.sent_at = letter.created_at + timedelta(seconds=3)
    return letter


def _rings(plan: Plan, ticket: Ticket, messages: list[Message], *, house: House) -> Iterable[Ring]:
    """What customers said lately on tickets that somebody has; the last two days are still unseen."""
    now = timezone.now()
    for message in messages[1:]:
        if not message.contact_id or not ticket.responsible_id or message.created_at < now - timedelta(days=DAYS_OF_BELL):
            continue
        is_seen = ticket.closed_at is not None or message.created_at < now - timedelta(days=5)
        yield Ring(
            user_id=ticket.responsible_id,
            topic=ticket.topic,
            text=f"{message.writer} hat zu #{ticket.pk} geantwortet: {ticket.subject}"[:250],
            link=desk_path(ticket.pk),
            created_at=message.created_at,
            seen_at=message.created_at + timedelta(minutes=9) if is_seen else None,
        )
