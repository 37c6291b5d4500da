"""Points somebody else to a ticket (Empfehlen, CP-14)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.models import User
from notifications.outbox import Recipient
from tenants import here
from tickets import notices
from tickets.actions.recording import lock, record
from tickets.choices import Verb
from tickets.circle import told_of
from tickets.models import Event, Ticket
from tickets.occasions import Occasion
from tickets.recipients import Person


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
    chosen: list[Person] = [*colleagues, *(Recipient(address, language=here.workspace().language) for address in addresses)]
    told = told_of(ticket, Occasion.RECOMMENDED, by=None, chosen=chosen)
    notices.ticket_recommended(ticket, by=by, told=told, words=words)
