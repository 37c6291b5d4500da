"""Points somebody else to a ticket (Empfehlen, CP-14)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.models import User
from tickets import notices
from tickets.actions.recording import lock, record
from tickets.choices import Verb
from tickets.models import Event, Ticket


@transaction.atomic
def recommend(
    ticket: Ticket, *, by: User, colleagues: Sequence[User] = (), addresses: Sequence[str] = (), words: str = "", token: UUID
) -> None:
    """Colleagues get a mail and a ring, others a mail: with the link and `words`, and nothing of the conversation.

    `token` is the form's: sent twice is recommended once.
    """
    ticket = lock(ticket)
    if Event.objects.filter(ticket=ticket, verb=Verb.RECOMMENDED, data__token=str(token)).exists():
        return
    names = [*(user.name for user in colleagues), *addresses]
    record(ticket, Verb.RECOMMENDED, by=by, to=", ".join(names), token=str(token))
    notices.ticket_recommended(ticket, by=by, colleagues=colleagues, addresses=addresses, words=words)
