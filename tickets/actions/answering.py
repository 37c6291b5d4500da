"""The customer speaks."""

from copy import copy
from typing import Unpack

from django.db import transaction

from customers.models import Contact
from tickets import notices
from tickets.actions.automating import changed, follow_rules
from tickets.actions.moving import default_status, move
from tickets.actions.recording import lock, record, touch
from tickets.actions.saying import Said, say
from tickets.choices import DONE_CATEGORIES, Category, Kind, Source, Verb
from tickets.circle import told_of
from tickets.models import Message, Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import Happening

#: A customer's words bring these back to us (C-07); a new or open ticket is with us already.
COMES_BACK = [Category.WAITING_CUSTOMER, Category.POSTPONED, *DONE_CATEGORIES]


@transaction.atomic
def answer(ticket: Ticket, *, by: Contact, source: Source, reopens: bool = True, **said: Unpack[Said]) -> Message:
    """The customer's words, by mail or in the portal, update the ticket and reach whoever is responsible (CP-10, CP-36).

    A waiting, postponed or done ticket is open again (C-07), unless its type says otherwise or `reopens` is off: an
    automatic reply, which sets off no rules either.
    """
    ticket = lock(ticket)
    before = copy(ticket)
    message = say(ticket, by=by, kind=Kind.PUBLIC, source=source, **said)
    touch(ticket)
    record(ticket, Verb.REPLIED, by=by, message=message)
    if reopens and ticket.type.reopens_when_answered and ticket.status.category in COMES_BACK:
        move(ticket, default_status(Category.OPEN), by=by)
    notices.customer_answered(message, told=told_of(ticket, Occasion.ANSWERED, by=by))
    if reopens:
        follow_rules(ticket, Happening.ANSWERED, *changed(before, ticket))
    return message
