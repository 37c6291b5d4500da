"""What stands on a ticket's paper: for us everything, for customers what the portal shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.choices import Kind as UserKind
from accounts.models import User
from exports.paper import Pictures
from tickets.choices import Access, Source, Variant, Verb
from tickets.fields import FieldRule, fields_of, label_of, shown_to_customers
from tickets.links import attachment_path
from tickets.models import Attachment, Effort, Event, Message, Participant, Ticket, TicketLink
from tickets.on_paper import SHOWN, direction, pictures_of, written
from tickets.showing import plain, said_of
from tickets.timeline import timeline
from tickets.wording import sentence_of
from ui.ages import lasted

#: Longer words get the whole width.
SHORT = 60
#: Messages of so many characters stay on one page.
WHOLE = 1500
#: Whoever sees a ticket as customers do.
ANY_CUSTOMER = User(kind=UserKind.CUSTOMER)

Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened."""

    at: datetime
    words: SafeString | str
    is_line: bool = True


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that was said; `files` are those that its text does not show, `pictures` address and name of some of them."""

    at: datetime
    who: str
    kind: str
    html: SafeString
    quoted: SafeString
    files: Sequence[Attachment]
    pictures: Sequence[Said]
    is_short: bool
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    ticket: Ticket
    variant: Variant
    status: str
    properties: Sequence[Said]
    texts: Sequence[Said]
    lists: Sequence[tuple[str, Sequence[str]]]
    entries: Sequence[Line | Spoken]
    pictures: Pictures
    direction: str

    @property
    def halves(self) -> tuple[Sequence[Said], Sequence[Said]]:
        """The properties side by side."""
        middle = (len(self.properties) + 1) // 2
        return self.properties[:middle], self.properties[middle:]

    @property
    def is_internal(self) -> bool:
        return self.variant == Variant.INTERNAL


def sheet_of(ticket: Ticket, *, variant: Variant, by: User) -> Sheet:
    """`by` is who asked for it: of the internal variant they see what the ticket's page shows them."""
    is_internal = variant == Variant.INTERNAL
    happened = timeline(ticket, seen_by=by if is_internal else ANY_CUSTOMER)
    said = said_of(ticket, _rules(ticket, is_internal=is_internal))
    return Sheet(
        ticket=ticket,
        variant=variant,
        status=str(ticket.status) if is_internal else ticket.status.portal_name,
        properties=[*_head(ticket, is_internal=is_internal), *((label, words) for label, words in said if _is_short(words))],
        texts=[(label, words) for label, words in said if not _is_short(words)],
        lists=[(label, lines) for label, lines in _lists(ticket) if lines] if is_internal else [],
        entries=list(_entries(happened, is_internal=is_internal)),
        pictures=pictures_of(file for entry in happened if isinstance(entry, Message) for file in entry.attachments.all()),
        direction=direction(ticket.subject),
    )


def _rules(ticket: Ticket, *, is_internal: bool) -> Sequence[FieldRule]:
    if not is_internal:
        return shown_to_customers(ticket)
    return [rule for rule in fields_of(ticket.type) if rule.staff != Access.HIDDEN]


def _is_short(words: str) -> bool:
    return len(words) <= SHORT and "\n" not in words


def _head(ticket: Ticket, *, is_internal: bool) -> list[Said]:
    """What every ticket has; customers know us by our first names."""
    responsible = ticket.responsible
    name = responsible.name if responsible and is_internal else responsible.first_name if responsible else ""
    said = [
        (_("Requester"), str(ticket.requester)),
        (_("Organisation"), str(ticket.organisation or "")),
        (_("Responsible"), name or (ticket.team.name if ticket.team else "")),
        (_("Opened"), plain(ticket.opened_at)),
        (_("Closed"), plain(ticket.closed_at)),
    ]
    if is_internal:
        said[1:1] = [(_("E-mail"), ticket.requester.email), (_("Phone"), ticket.requester.phone)]
        said += [
            (_("Team"), ticket.team.name if ticket.team and name else ""),
            (_("Type"), str(ticket.type)),
            (_("Source"), str(Source(ticket.source).label)),
            (label_of("snoozed_until"), plain(ticket.snoozed_until)),
        ]
    return [(label, words) for label, words in said if words]


def _lists(ticket: Ticket) -> Iterator[tuple[str, list[str]]]:
    """Of no business of customers."""
    yield _("Participants"), [_participant(each) for each in ticket.participants.select_related("contact")]
    yield _("Watchers"), [str(each.user) for each in ticket.subscriptions.select_related("user")]
    yield _("Checklist"), [f"{'☑' if step.done_at else '☐'} {step.text}" for step in ticket.checklist.all()]
    yield _("Linked tickets"), [str(other) for other in _linked(ticket)]
    yield _("Time spent"), [_spent(effort) for effort in ticket.efforts.select_related("person").order_by("on", "pk")]


def _spent(effort: Effort) -> str:
    by_hand = [f"{label_of(unit)}: {plain(getattr(effort, unit))}" for unit in ("hours", "days") if getattr(effort, unit)]
    took = [lasted(effort.measured)] if effort.measured is not None else by_hand
    more = [effort.note, _("billable") if effort.is_billable else ""]
    return " · ".join(words for words in (plain(effort.on), str(effort.person), *took, *more) if words)


def _participant(person: Participant) -> str:
    return f"{person} · {person.email}" if person.contact else person.email


def _linked(ticket: Ticket) -> Iterator[Ticket]:
    links = TicketLink.objects.filter(Q(source=ticket) | Q(target=ticket)).select_related("source", "target")
    others = (link.target if link.source_id == ticket.pk else link.source for link in links)
    return (other for other in others if other.deleted_at is None)


def _entries(happened: Sequence[Message | Event], *, is_internal: bool) -> Iterator[Line | Spoken]:
    for entry in happened:
        if isinstance(entry, Message):
            yield _spoken(entry, is_internal=is_internal)
        elif is_internal or entry.verb != Verb.OPENED:
            yield Line(entry.created_at, sentence_of(entry) if is_internal else _told(entry))


def _told(event: Event) -> str:
    """As the portal says it: what happened, not by whom."""
    return _("The ticket was closed") if event.verb == Verb.CLOSED else _("The ticket was opened again")


def _spoken(message: Message, *, is_internal: bool) -> Spoken:
    files = list(message.attachments.all())
    names = {attachment_path(file.pk): file.name for file in files if file.content_type in SHOWN}
    shown = message.html + message.quoted_html
    author = message.author
    apart = [file for file in files if not (file.is_inline and attachment_path(file.pk) in shown)]
    return Spoken(
        at=message.created_at,
        who=message.writer if is_internal or author is None else author.first_name,
        kind="internal" if message.is_internal else "customer" if message.is_from_customer else "public",
        html=written(message.html, names=names),
        quoted=written(message.quoted_html, names=names),
        files=apart,
        pictures=[(attachment_path(file.pk), file.name) for file in apart if file.content_type in SHOWN],
        is_short=len(shown) <= WHOLE and "<img" not in shown,
    )
