"""Finds the ticket a mail belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from customers.models import Contact
from customers.reaching import keys_of, organisations_now
from notifications.models import Letter
from tickets.mail.parse import ParsedMail
from tickets.models import Message, Ticket

_NUMBER = re.compile(r"\[#(\d{1,12})\]")


@dataclass(frozen=True, slots=True)
class Thread:
    """`ticket` is the one the mail joins, if any; `referred` one that it named but may not or no longer join."""

    ticket: Ticket | None = None
    referred: Ticket | None = None


def find_thread(mail: ParsedMail, *, sender: Contact) -> Thread:
    """A mail joins the ticket whose mail it answers, or whose number its subject names: if the sender takes part (B-3, C-33).

    Anybody can write a number or know a Message-ID; a stranger's mail becomes a ticket of its own, where staff see what
    it referred to.
    """
    named: Ticket | None = None
    for ticket in candidates(mail):
        named = named or ticket
        if takes_part(sender, ticket):
            return Thread(referred=ticket) if ticket.deleted_at else Thread(ticket=ticket)
    return Thread(referred=named)


def candidates(mail: ParsedMail) -> Iterator[Ticket]:
    """The tickets a mail speaks of, the surest first; a merged one is the ticket it lives on in."""
    numbers = dict.fromkeys([*_by_message_id(answered_ids(mail)), *(int(found) for found in _NUMBER.findall(mail.subject))])
    lives_on = dict(Ticket.objects.filter(pk__in=numbers).values_list("pk", Coalesce("merged_into", "pk")))
    tickets = Ticket.objects.for_page().in_bulk(lives_on.values())
    return (tickets[pk] for pk in dict.fromkeys(lives_on[number] for number in numbers if number in lives_on))


def answered_ids(mail: ParsedMail) -> list[str]:
    """The mails this one answers, the nearest first."""
    return list(dict.fromkeys([*mail.in_reply_to, *reversed(mail.references)]))


def takes_part(contact: Contact, ticket: Ticket) -> bool:
    """The requester, whoever wrote in it before or is told of it, and colleagues at the same organisation.

    Whoever was merged into them is them, even while what they have is still on its way (decision 0030).
    """
    if contact.pk in (ticket.requester_id, ticket.requester.merged_into_id):
        return True
    if ticket.messages.filter(contact__in=keys_of(contact)).exists():
        return True
    if ticket.participants.filter(Q(contact__in=keys_of(contact)) | Q(address__iexact=contact.email)).exists():
        return True
    return _are_colleagues(contact, ticket)


def _are_colleagues(contact: Contact, ticket: Ticket) -> bool:
    theirs = {ticket.organisation_id, ticket.requester.organisation_id} - {None}
    if contact.organisation_id is None or contact.organisation_id in theirs:
        return contact.organisation_id is not None
    return bool(organisations_now(contact.organisation_id) & organisations_now(*theirs))


def _by_message_id(ids: list[str]) -> list[int]:
    """Numbers of the tickets whose messages or letters bear these Message-IDs, in the order of the ids."""
    numbers = dict(Message.objects.filter(message_id__in=ids).values_list("message_id", "ticket_id")) if ids else {}
    letters = Letter.objects.filter(message_id__in=ids, topic__startswith="ticket:").values_list("message_id", "topic")
    for message_id, topic in letters:
        numbers.setdefault(message_id, int(topic.removeprefix("ticket:")))
    return [numbers[one] for one in ids if one in numbers]
