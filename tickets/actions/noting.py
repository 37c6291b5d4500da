"""Writes what only staff may read."""

from typing import Unpack

from django.db import transaction

from accounts.choices import Permission
from accounts.models import User
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.recording import lock, record, touch
from tickets.actions.saying import Said, say
from tickets.choices import Kind, Source, Verb
from tickets.mentions import mentioned_in
from tickets.models import Message, Ticket
from tickets.occasions import Occasion


@transaction.atomic
def note(ticket: Ticket, *, by: User, agreed: Agreed = UNSEEN, **said: Unpack[Said]) -> Message:
    """An internal note: no customer ever sees it, its files, or that it exists (RB-15). Bells ring."""
    ticket = lock(ticket)
    message = say(ticket, by=by, kind=Kind.INTERNAL, source=Source.DESK, **said)
    touch(ticket)
    record(ticket, Verb.NOTED, by=by, message=message)
    colleagues = User.objects.who_may(Permission.WORK_TICKETS) if "@" in message.text else ()
    mentioned = mentioned_in(message.text, people=colleagues)
    notices.note_written(message, told=agree(ticket, Occasion.NOTED, by=by, agreed=agreed, mentioned=mentioned))
    return message
