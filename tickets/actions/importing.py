"""Takes tickets over from a file: as they were, with their own dates, and nobody is told unless somebody wants it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Team, User
from customers.models import Article, Asset, Contact
from tenants.divisions.models import Division
from tickets import notices
from tickets.actions.moving import default_status
from tickets.choices import Category, Kind, Source, Verb
from tickets.circle import told_of
from tickets.fields import PLAIN
from tickets.mail.clean import text_to_html
from tickets.models import Event, ExternalReference, LineItem, Message, Priority, Status, StatusSpan, Tag, Ticket, TicketAsset
from tickets.models import TicketType as Type
from tickets.occasions import Occasion

OTHERS = PLAIN - {"subject", "requester"}


@dataclass(frozen=True, slots=True)
class Brought:
    """One ticket as a file tells of it. `values` are other fields by name; what is not said is taken from defaults.

    `references` are pairs: the system, and the number there.
    """

    requester: Contact
    subject: str
    text: str = ""
    status: Status | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    assets: Sequence[Asset] = ()
    tags: Sequence[Tag] = ()
    articles: Sequence[tuple[Decimal, Article]] = ()
    references: Sequence[tuple[str, str]] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """Where they come from: the file's name, and the key of the import."""

    name: str
    key: int
    #: Tell people, as if somebody had opened the tickets just now.
    letters: bool = False


def import_tickets(brought: Sequence[Brought], *, by: User, file: File) -> list[Ticket]:
    """Many at once, in the transaction at hand (C-37); some ten statements, however many.

    One that is done was closed when the file says, or else when it was opened. Their lists show them at their own time, and
    the history begins with the import: what was before, nobody knows here.
    """
    usual = _Usual()
    tickets = Ticket.objects.bulk_create(_ticket(each, usual) for each in brought)
    messages = Message.objects.bulk_create(map(_message, tickets, brought))
    pairs = zip(tickets, messages, strict=True)
    Event.objects.bulk_create(_event(ticket, message, by=by, file=file) for ticket, message in pairs)
    StatusSpan.objects.bulk_create(
        StatusSpan(ticket=ticket, status_id=ticket.status_id, began_at=ticket.closed_at or ticket.opened_at) for ticket in tickets
    )
    _belongings(tickets, brought)
    if file.letters:
        _tell(tickets, by=by)
    return tickets


class _Usual:
    """What is taken where nothing is said; read once for all."""

    def __init__(self) -> None:
        self.type = Type.objects.select_related("team").get(is_default=True)
        self.new, self.closed = default_status(Category.NEW), default_status(Category.CLOSED)
        self.priority = Priority.objects.filter(is_default=True, is_active=True).first()
        self.division = Division.objects.get(is_default=True)
        self.intake = Team.objects.filter(takes_new=True, is_active=True).first()
        self.now = timezone.now()


def _ticket(brought: Brought, usual: _Usual) -> Ticket:
    values = {
        name: value for name, value in brought.values.items() if name in PLAIN - {"subject", "requester"} and value is not None
    }
    type_ = values.pop("type", usual.type)
    status = brought.status or (usual.closed if brought.closed_at else usual.new)
    opened_at = brought.opened_at or brought.closed_at or usual.now
    closed_at = (brought.closed_at or opened_at) if status.is_done else None
    responsible, team = brought.values.get("responsible"), brought.values.get("team")
    if not (responsible or team or status.is_done):
        team = type_.team or usual.intake
    organisation = values.pop("organisation", None) or brought.requester.organisation
    return Ticket(
        **{"priority": usual.priority, **values},
        type=type_,
        subject=brought.subject[:200],
        source=Source.IMPORT,
        status=status,
        requester=brought.requester,
        organisation=organisation,
        responsible=responsible,
        team=None if responsible else team,
        division=brought.values.get("division") or usual.division,
        custom={key: value for key, value in brought.values.get("custom", {}).items() if value is not None},
        opened_at=opened_at,
        asked_at=opened_at,
        closed_at=closed_at,
        last_activity_at=closed_at or opened_at,
    )


def _message(ticket: Ticket, brought: Brought) -> Message:
    """What it is about; where a file has no words, the subject has to do."""
    text = brought.text.strip() or brought.subject
    return Message(
        ticket=ticket,
        kind=Kind.PUBLIC,
        source=Source.IMPORT,
        contact=brought.requester,
        html=text_to_html(text),
        text=text,
        created_at=ticket.opened_at,
    )


def _event(ticket: Ticket, message: Message, *, by: User, file: File) -> Event:
    return Event(ticket=ticket, verb=Verb.IMPORTED, actor=by, message=message, data=said_of(file, ticket))


def said_of(file: File, ticket: Ticket) -> dict[str, Any]:
    """How the history keeps where it comes from."""
    return {"to": file.name, "import": file.key, "version": ticket.version}


def _belongings(tickets: Sequence[Ticket], brought: Iterable[Brought]) -> None:
    pairs = list(zip(tickets, brought, strict=True))
    TicketAsset.objects.bulk_create(
        TicketAsset(ticket=ticket, asset=asset, position=place)
        for ticket, each in pairs
        for place, asset in enumerate(dict.fromkeys(each.assets))
    )
    Ticket.tags.through._default_manager.bulk_create(
        Ticket.tags.through(ticket_id=ticket.pk, tag_id=tag.pk) for ticket, each in pairs for tag in dict.fromkeys(each.tags)
    )
    LineItem.objects.bulk_create(
        LineItem(ticket=ticket, article=article, quantity=quantity)
        for ticket, each in pairs
        for article, quantity in {article: quantity for quantity, article in each.articles}.items()
    )
    ExternalReference.objects.bulk_create(
        ExternalReference(ticket=ticket, channel=channel, external_id=number)
        for ticket, each in pairs
        for channel, number in dict.fromkeys(each.references)
    )


def _tell(tickets: Iterable[Ticket], *, by: User) -> None:
    """Of what is still to be done only; nobody hears "we have it" of what was solved years ago."""
    for ticket in tickets:
        if not ticket.status.is_done:
            notices.ticket_opened(ticket, told=told_of(ticket, Occasion.OPENED, by=None))
            notices.work_arrived(ticket, told=told_of(ticket, Occasion.ASSIGNED, by=by))
