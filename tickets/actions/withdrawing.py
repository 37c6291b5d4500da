"""Takes an answer back before it leaves (B-6)."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notifications import outbox
from tickets.actions.drafting import draft_of
from tickets.actions.moving import move
from tickets.actions.recording import lock, record, touch
from tickets.actions.timing import listen_again, stand_again
from tickets.choices import Verb
from tickets.models import Message, Status, Ticket


class TooLate(Exception):
    """The answer has left, or was never one that can be taken back."""


@transaction.atomic
def withdraw(message: Message, *, by: User) -> None:
    """No mail goes out, the ticket has the status it had, and the words and files are a draft again. Twice is once.

    Raises `TooLate` when its letter is under way; of us and the worker one wins.
    """
    ticket = lock(message.ticket)
    if not Message.objects.filter(pk=message.pk).exists():
        return
    if not outbox.recall(message.topic):
        raise TooLate
    _put_status_back(ticket, message, by=by)
    draft = draft_of(ticket, author=by, kind=message.kind)
    draft.html = message.html + draft.html
    draft.updated_at = timezone.now()
    draft.save()
    message.attachments.update(message=None, draft=draft)
    record(ticket, Verb.WITHDRAWN, by=by, withdrawn=message.pk)
    message.delete()
    listen_again(ticket)
    touch(ticket)


def _put_status_back(ticket: Ticket, message: Message, *, by: User) -> None:
    """Unless somebody has set another one since."""
    said = ticket.events.get(verb=Verb.REPLIED, message=message)
    was, became = said.data["was"], said.data.get("became")
    moves = ticket.events.filter(pk__gt=said.pk, data__field="status")
    if became not in (None, was) and len(moves) == 1:
        move(ticket, Status.objects.get(pk=was), by=by)
        stand_again(ticket)
