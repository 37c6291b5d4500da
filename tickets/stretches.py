"""As much of a long ticket's conversation as one page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import product
from typing import TypeAlias
from urllib.parse import urlencode

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from accounts.models import User
from tenants.compiled import CompiledRows, Slot
from tickets.models import Attachment, Event, Message, Ticket
from tickets.searching.functions import AmongThese
from tickets.timeline import place, seen_events, with_versions
from tickets.undoing import mark_undoable

Entry: TypeAlias = Message | Event
#: Entries of a page, and characters of what was said in them.
MOST, LONGEST = 40, 120_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """`entries` in order. Where they do not reach back to the beginning, `opening` is what it began with, and `older` the
    query of the address that leads on.
    """

    entries: Sequence[Entry]
    opening: Message | None = None
    older: str = ""
    is_latest: bool = True


def stretch_of(ticket: Ticket, *, seen_by: User, before: datetime | None = None) -> Stretch:
    """The latest of the ticket's timeline, or the latest `before` a moment; as many queries however long it is.

    A moment is shown whole or not at all, so that nothing is left out between two stretches.
    """
    near = _near(ticket, for_customers=seen_by.is_customer, before=before)
    since = _beginning(near)
    entries = [entry for entry in near if since is None or entry.created_at >= since]
    opening = next((entry for entry in near if isinstance(entry, Message) and entry not in entries), None) if since else None
    with_versions(entry for entry in [opening, *entries] if isinstance(entry, Message))
    if not seen_by.is_customer:
        _mark(ticket, [entry for entry in entries if isinstance(entry, Event)], before)
    return Stretch(entries, opening, older=urlencode({"before": since.isoformat()}) if since else "", is_latest=before is None)


def moment(text: str) -> datetime | None:
    """What `older` says; None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and is_aware(found) else None


def _near(ticket: Ticket, *, for_customers: bool, before: datetime | None) -> list[Entry]:
    """Messages with their files, and events; one more than fits, if there is more. The first message is always among them."""
    messages, events = ASKED[for_customers, before is not None]
    where = {"ticket": ticket.pk, "before": before, "now": timezone.now()}
    said, done = messages(**where), events(**where)
    files = FILES(messages=[message.pk for message in said])
    for message in said:
        mine = [file for file in files if file.message_id == message.pk]
        message._prefetched_objects_cache = {"attachments": mine}  # type: ignore[attr-defined]  # Django's
    near: list[Entry] = [*said, *done]
    for entry in near:
        entry.ticket = ticket
    return sorted(near, key=place)


def _said(*, for_customers: bool, is_earlier: bool) -> "QuerySet[Message]":
    messages = Message.objects.filter(ticket=Slot("ticket")).select_related("author", "contact")
    if for_customers:
        messages = messages.out(Slot("now", DateTimeField()))
    first = messages.order_by("created_at", "pk").values("pk")[:1]
    latest = messages.filter(EARLIER if is_earlier else Q()).order_by("-created_at", "-pk").values("pk")[: MOST + 1]
    return messages.filter(Q(pk__in=latest) | Q(pk__in=first))


def _done(*, for_customers: bool, is_earlier: bool) -> "QuerySet[Event]":
    events = seen_events(Event.objects.filter(ticket=Slot("ticket")), by_customers=for_customers)
    return events.filter(EARLIER if is_earlier else Q()).order_by("-created_at", "-pk")[: MOST + 1]


EARLIER = Q(created_at__lt=Slot("before", DateTimeField()))
#: By whether customers ask, and whether only for what was before a moment.
ASKED = {
    (for_customers, is_earlier): (
        CompiledRows(partial(_said, for_customers=for_customers, is_earlier=is_earlier)),
        CompiledRows(partial(_done, for_customers=for_customers, is_earlier=is_earlier)),
    )
    for for_customers, is_earlier in product((False, True), repeat=2)
}
FILES = CompiledRows(
    lambda: Attachment.objects.filter(AmongThese("message", Slot("messages", ArrayField(BigIntegerField())))).order_by("pk")
)


def _beginning(near: Sequence[Entry]) -> datetime | None:
    """The first moment that fits; None if all does. `near` holds one more than fits, if there is more."""
    left, since = LONGEST, None
    for count, entry in enumerate(reversed(near)):
        left -= _length(entry)
        if since is not None and entry.created_at < since and (count >= MOST or left < 0):
            return since
        since = entry.created_at
    return None


def _length(entry: Entry) -> int:
    return len(entry.html) + len(entry.quoted_html) if isinstance(entry, Message) else 0


def _mark(ticket: Ticket, events: Iterable[Event], before: datetime | None) -> None:
    """What was done later decides what of it can still be undone."""
    later = ticket.events.filter(created_at__gte=before).order_by("created_at", "pk") if before else ()
    mark_undoable([*events, *later])
