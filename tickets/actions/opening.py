"""Opens tickets; mail, portal, desk and later forms and rules all come through here."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import Team, User
from customers.models import Asset, Contact
from tenants.divisions.models import Division
from tickets import notices
from tickets.actions.attaching import Upload
from tickets.actions.moving import default_status
from tickets.actions.recording import record
from tickets.actions.saying import say
from tickets.choices import Category, Kind, Source, Verb
from tickets.models import Category as Subject
from tickets.models import Priority, Ticket


@transaction.atomic
def open_ticket(
    *,
    requester: Contact,
    subject: str,
    source: Source,
    html: str = "",
    by: User | None = None,
    responsible: User | None = None,
    team: Team | None = None,
    priority: Priority | None = None,
    category: Subject | None = None,
    division: Division | None = None,
    assets: Iterable[Asset] = (),
    attachments: Iterable[Upload] = (),
    acknowledge: bool = True,
    **mail: Any,
) -> Ticket:
    """A new ticket with its first message (CP-8). `by` is the agent who writes it down for the customer, if any.

    The customer hears "we have it, #42" (CP-41) unless `acknowledge` is off; the responsible user or team hears of it
    (CP-53). `mail` are `message_id` and `quoted_html` of the mail it came from.
    """
    ticket = Ticket.objects.create(
        subject=" ".join(subject.split())[:200],
        status=default_status(Category.NEW),
        requester=requester,
        organisation_id=requester.organisation_id,
        responsible=responsible,
        team=None if responsible else team or _intake(),
        priority=priority or Priority.objects.filter(is_default=True).first(),
        category=category,
        division=division or Division.objects.get(is_default=True),
        source=source,
    )
    ticket.assets.set(assets)
    message = say(ticket, by=requester, kind=Kind.PUBLIC, source=source, html=html, attachments=attachments, **mail)
    record(ticket, Verb.OPENED, by=by or requester, message=message, source=source)
    if acknowledge:
        notices.ticket_opened(ticket)
    notices.work_arrived(ticket, by=by or requester)
    return ticket


def _intake() -> Team | None:
    """The team that takes tickets nobody is responsible for, so that somebody hears of them (CP-53)."""
    return Team.objects.filter(takes_new=True, is_active=True).first()
