"""Opens tickets; mail, portal, desk and later forms and rules all come through here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, Unpack

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Team, User
from customers.models import Asset, Contact, Organisation
from customers.welcoming import lives_on
from tenants.compiled import CompiledInsert
from tenants.divisions.models import Division
from tickets import notices
from tickets.actions.automating import follow_rules_of_opening
from tickets.actions.moving import default_among
from tickets.actions.placing import append
from tickets.actions.receiving import receive
from tickets.actions.recording import record, save_changes
from tickets.actions.saying import Said, say
from tickets.actions.tagging import called
from tickets.actions.timing import stand_first
from tickets.at_once import AtOnce
from tickets.choices import Category, Kind, Source, Verb
from tickets.circle import circle_of_new
from tickets.fields import PLAIN
from tickets.models import Category as Subject
from tickets.models import Priority, Rule, Status, Ticket, TicketType
from tickets.occasions import Occasion
from tickets.recipients import Circle, audience
from tickets.rules.choices import Happening
from tickets.telling import told

Usual: TypeAlias = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a new ticket belongs; what is not said is taken from its type's and the workspace's defaults.

    The first of the `assets` is the primary one, and says whose division it is (C-10). `values` are other fields by name, as
    `change` takes them.
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

    Rules act before anybody hears of it (C-22); then it is its team's receiver's, if it has one (T24-15). The customer hears
    "we have it, #42" (CP-41) unless `acknowledge` is off; the responsible user or team hears of it (CP-53).
    """
    requester, filing, usual = lives_on(requester), filing or Filing(), USUAL()
    ticket = _file(filing, usual, requester=requester, subject=" ".join(subject.split())[:200], source=source)
    message = say(ticket, by=requester, kind=Kind.PUBLIC, source=source, **said)
    record(ticket, Verb.OPENED, by=by or requester, message=message, source=source)
    _flag(ticket)
    follow_rules_of_opening(ticket, usual["rules"], by_hand=_chosen(filing) if by else (), hears=acknowledge)
    receive(ticket)
    circle = circle_of_new(ticket)
    if acknowledge:
        _acknowledge(ticket, circle)
    notices.work_arrived(ticket, told=audience(Occasion.ASSIGNED, circle=circle, by=by or requester))
    return ticket


def _acknowledge(ticket: Ticket, circle: Circle) -> None:
    """One letter: where a rule closed it at once, that says so."""
    if ticket.status.is_done:
        notices.ticket_done(ticket, told=audience(Occasion.DONE, circle=circle, by=None))
    else:
        notices.ticket_opened(ticket, told=audience(Occasion.OPENED, circle=circle, by=None))


def _chosen(filing: Filing) -> Collection[str]:
    """What staff decided themselves, so that no rule decides otherwise (C-23)."""
    chosen = {"responsible": filing.responsible or filing.team, "due_at": filing.values.get("due_at")}
    return {name for name, value in chosen.items() if value}


def _file(filing: Filing, usual: Usual, *, requester: Contact, subject: str, source: Source) -> Ticket:
    type_ = filing.type or usual["types"][0]
    columns, assets = _columns(filing.values), list(filing.assets)
    organisation: Organisation | None = columns.pop("organisation", None)
    ticket = Ticket(
        type=type_,
        subject=subject,
        source=source,
        status=default_among(usual["statuses"], Category.NEW),
        requester=requester,
        organisation_id=organisation.pk if organisation else requester.organisation_id,
        responsible=filing.responsible,
        team=None if filing.responsible else filing.team or type_.team or next(iter(usual["teams"]), None),
        priority=filing.priority or next(iter(usual["priorities"]), None),
        category=filing.category,
        division=filing.division or (assets[0].division if assets else None) or usual["divisions"][0],
        **columns,
    )
    TICKET(ticket)
    stand_first(ticket)
    if assets:
        append(ticket, assets)
    if tags := filing.values.get("tags"):
        ticket.tags.set(called(tags))
    return ticket


TICKET = CompiledInsert(Ticket)


def _usual() -> dict[str, QuerySet[Any]]:
    """What a ticket gets where nobody says anything else."""
    return {
        "types": TicketType.objects.filter(is_default=True),
        "statuses": Status.objects.filter(is_default=True),
        "priorities": Priority.objects.filter(is_default=True, is_active=True),
        "divisions": Division.objects.filter(is_default=True),
        # The team that takes tickets nobody is responsible for, so that somebody hears of them (CP-53).
        "teams": Team.objects.filter(takes_new=True, is_active=True),
        "rules": Rule.objects.filter(is_active=True, happening=Happening.OPENED),
    }


USUAL = AtOnce(_usual)


def _flag(ticket: Ticket) -> None:
    """Some priorities set the flame by themselves (T24-33); the history says so."""
    if ticket.priority is not None and ticket.priority.flags_urgent and not ticket.is_urgent:
        ticket.is_urgent = True
        save_changes(ticket, "is_urgent")
        said: dict[str, Any] = {"from": told(False), "to": told(True), "was": False, "by_itself": True}
        record(ticket, Verb.CHANGED, by=None, field="is_urgent", **said)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in values.get("custom", {}).items() if value is not None}
    return {name: value for name, value in values.items() if name in PLAIN} | ({"custom": own} if own else {})
