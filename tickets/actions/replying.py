"""Answers the customer."""

from copy import copy
from datetime import timedelta
from typing import Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications.outbox import new_message_id
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.automating import changed, follow_rules
from tickets.actions.moving import default_status, leave_for, move
from tickets.actions.recording import lock, record, touch
from tickets.actions.saying import Said, say
from tickets.actions.timing import respond
from tickets.choices import Category, Kind, Source, Verb
from tickets.models import Message, Status, Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import Happening
from tickets.workflow import may_move


@transaction.atomic
def reply(
    ticket: Ticket,
    *,
    by: User,
    then: Category | None = Category.WAITING_CUSTOMER,
    source: Source = Source.DESK,
    agreed: Agreed = UNSEEN,
    **said: Unpack[Said],
) -> Message:
    """Answer on the ticket. An agent's answer travels to the customer by e-mail (CP-54, T24-54).

    Whoever speaks hands the ball over: afterwards the ticket waits for the customer, or is what `then` says;
    one letter tells both. Where the type's workflow does not lead there it stays as it is; `Incomplete` says what must be
    filled in before it is done. What was said at the desk leaves after `UNDO_SECONDS`: until then it can be withdrawn (B-6).
    An answer that nobody is told of is in the portal at once. May raise `OthersHear`.
    """
    ticket = lock(ticket)
    before = copy(ticket)
    said["message_id"] = said.get("message_id") or new_message_id()
    message = say(ticket, by=by, kind=Kind.PUBLIC, source=source, **said)
    if source == Source.DESK and settings.UNDO_SECONDS and not agreed.silent:
        message.leaves_at = timezone.now() + timedelta(seconds=settings.UNDO_SECONDS)
        message.save(update_fields=["leaves_at"])
    respond(ticket, message)
    touch(ticket)
    said_so = record(ticket, Verb.REPLIED, by=by, message=message, was=ticket.status_id)
    if then is not None:
        _hand_over(ticket, default_status(then), by=by)
        said_so.data["became"] = ticket.status_id
        said_so.save(update_fields=["data"])
    notices.agent_replied(message, told=agree(ticket, Occasion.REPLIED, by=by, agreed=agreed))
    follow_rules(ticket, Happening.REPLIED, *changed(before, ticket), is_silent=agreed.silent)
    return message


def _hand_over(ticket: Ticket, to: Status, *, by: User) -> None:
    if may_move(ticket, to) and leave_for(ticket, to):
        move(ticket, to, by=by)
