"""Lets somebody besides the requester be told of a ticket, and no longer (BR-12, C-30)."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from customers.models import Contact
from customers.reaching import reached_at
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.recording import lock, record
from tickets.choices import Told, Verb
from tickets.models import Participant, Ticket
from tickets.occasions import Occasion
from tickets.telling import told


@transaction.atomic
def invite(
    ticket: Ticket, *, by: User, addresses: Sequence[str], level: Told = Told.ALL, agreed: Agreed = UNSEEN
) -> list[Participant]:
    """Each address that is not told yet, once; whom we know takes part as that contact. Each gets a letter of their own.

    The requester is told anyway, and whoever takes part already keeps the level they have.
    """
    ticket = lock(ticket)
    there = {person.email.lower() for person in ticket.participants.select_related("contact")} | {ticket.requester.email}
    found = {address: reached_at(address) for address in dict.fromkeys(addresses) if address not in there}
    known = {contact.email if contact else address: contact for address, contact in found.items()}
    new = [_participant(ticket, address, contact, level) for address, contact in known.items() if address not in there]
    if new:
        record(ticket, Verb.INVITED, by=by, to=", ".join(person.email for person in new))
    notices.participant_invited(ticket, told=agree(ticket, Occasion.INVITED, by=by, agreed=agreed, chosen=new))
    return new


@transaction.atomic
def dismiss(person: Participant, *, by: User | None) -> None:
    """They hear nothing more of it. `by=None`: they said so themselves, by the link in a letter. Twice is once."""
    ticket = lock(person.ticket)
    if Participant.objects.filter(pk=person.pk).delete()[0]:
        record(ticket, Verb.LEFT, by=by, **{"from": told(person.email)})


def _participant(ticket: Ticket, address: str, contact: Contact | None, level: Told) -> Participant:
    return Participant.objects.create(ticket=ticket, contact=contact, address="" if contact else address, level=level)
