"""Writes what only staff may read."""

from typing import Unpack

from django.db import transaction

from accounts.models import User
from tickets import notices
from tickets.actions.recording import lock, record, touch
from tickets.actions.saying import Said, say
from tickets.choices import Kind, Source, Verb
from tickets.models import Message, Ticket


@transaction.atomic
def note(ticket: Ticket, *, by: User, **said: Unpack[Said]) -> Message:
    """An internal note: no customer ever sees it, its files, or that it exists (RB-15). The responsible person's bell rings."""
    ticket = lock(ticket)
    message = say(ticket, by=by, kind=Kind.INTERNAL, source=Source.DESK, **said)
    touch(ticket)
    record(ticket, Verb.NOTED, by=by, message=message)
    notices.note_written(message)
    return message
