"""Opens tickets; mail, portal, desk and later forms and rules all come through here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Unpack

from django.db import transaction

from accounts.models import Team, User
from customers.models import Asset, Contact, Organisation
from tenants.divisions.models import Division
from tickets import notices
from tickets.actions.moving import default_status
from tickets.actions.placing import append
from tickets.actions.recording import record
from tickets.actions.saying import Said, say
from tickets.actions.tagging import called
from tickets.actions.timing import stand
from tickets.choices import Category, Kind, Source, Verb
from tickets.circle import told_of
from tickets.fields import PLAIN
from tickets.models import Category as Subject
from tickets.models import Priority, Ticket, TicketType
from tickets.occasions import Occasion


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a new ticket belongs; what is not said is taken from its type's and the workspace's defaults.

    The first of the `assets` is the primary one. `values` are other fields by name, as `change` takes them.
    """

    type: TicketType | None = None
    responsible: User | None = None
    team: Team | None = None
    priority: Priority | None = None
    category: Subject | None = None
    division: Division | None = None
    assets: Iterable[Asset] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def open_ticket(
    *,
    requester: Contact,
    subject: str,
    source: Source,
    by: User | None = None,
    filing: Filing | None = None,
    acknowledge: bool = True,
    **said: Unpack[Said],
) -> Ticket:
    """A new ticket with its first message (CP-8). `by` is the agent who writes it down for the customer, if any.

    The customer hears "we have it, #42" (CP-41) unless `acknowledge` is off; the responsible user or team hears of it
    (CP-53).
    """
    ticket = _file(filing or Filing(), requester=requester, subject=" ".join(subject.split())[:200], source=source)
    message = say(ticket, by=requester, kind=Kind.PUBLIC, source=source, **said)
    record(ticket, Verb.OPENED, by=by or requester, message=message, source=source)
    if acknowledge:
        notices.ticket_opened(ticket, told=told_of(ticket, Occasion.OPENED, by=None))
    notices.work_arrived(ticket, told=told_of(ticket, Occasion.ASSIGNED, by=by or requester))
    return ticket


def _file(filing: Filing, *, requester: Contact, subject: str, source: Source) -> Ticket:
    type_ = filing.type or TicketType.objects.get(is_default=True)
    columns = _columns(filing.values)
    organisation: Organisation | None = columns.pop("organisation", None)
    ticket = Ticket.objects.create(
        type=type_,
        subject=subject,
        source=source,
        status=default_status(Category.NEW),
        requester=requester,
        organisation_id=organisation.pk if organisation else requester.organisation_id,
        responsible=filing.responsible,
        team=None if filing.responsible else filing.team or type_.team or _intake(),
        priority=filing.priority or Priority.objects.filter(is_default=True, is_active=True).first(),
        category=filing.category,
        division=filing.division or Division.objects.get(is_default=True),
        **columns,
    )
    stand(ticket, since=ticket.opened_at)
    append(ticket, filing.assets)
    ticket.tags.set(called(filing.values.get("tags") or []))
    return ticket


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in values.get("custom", {}).items() if value is not None}
    return {name: value for name, value in values.items() if name in PLAIN} | ({"custom": own} if own else {})


def _intake() -> Team | None:
    """The team that takes tickets nobody is responsible for, so that somebody hears of them (CP-53)."""
    return Team.objects.filter(takes_new=True, is_active=True).first()
