"""The customer speaks."""

from collections.abc import Iterable

from django.db import transaction

from customers.models import Contact
from tickets import notices
from tickets.actions.attaching import Upload
from tickets.actions.moving import default_status, move
from tickets.actions.recording import lock, record, touch
from tickets.actions.saying import say
from tickets.choices import DONE_CATEGORIES, Category, Kind, Source, Verb
from tickets.models import Message, Ticket

#: A customer's words bring these back to us (C-07); a new or open ticket is with us already.
COMES_BACK = [Category.WAITING_CUSTOMER, Category.POSTPONED, *DONE_CATEGORIES]


@transaction.atomic
def answer(
    ticket: Ticket,
    *,
    by: Contact,
    html: str,
    source: Source,
    attachments: Iterable[Upload] = (),
    message_id: str = "",
    quoted_html: str = "",
    reopens: bool = True,
) -> Message:
    """The customer's words, by mail or in the portal, update the ticket and reach whoever is responsible (CP-10, CP-36).

    A waiting, postponed or done ticket is open again, unless `reopens` is off (an automatic reply).
    """
    ticket = lock(ticket)
    message = say(
        ticket,
        by=by,
        kind=Kind.PUBLIC,
        source=source,
        html=html,
        quoted_html=quoted_html,
        attachments=attachments,
        message_id=message_id,
    )
    touch(ticket)
    record(ticket, Verb.REPLIED, by=by, message=message)
    if reopens and ticket.status.category in COMES_BACK:
        move(ticket, default_status(Category.OPEN), by=by)
    notices.customer_answered(message)
    return message
