"""As much of a long ticket's conversation as one page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from accounts.models import User
from tickets.models import Event, Message, Ticket
from tickets.timeline import done_on, place, said_on, with_versions
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
    messages, events = said_on(ticket, seen_by=seen_by), done_on(ticket, seen_by=seen_by)
    earlier = Q(created_at__lt=before) if before else Q()
    first = messages.order_by("created_at", "pk").values("pk")[:1]
    latest = messages.filter(earlier).order_by("-created_at", "-pk").values("pk")[: MOST + 1]
    near: list[Entry] = [
        *messages.filter(Q(pk__in=latest) | Q(pk__in=first)),
        *events.filter(earlier).order_by("-created_at", "-pk")[: MOST + 1],
    ]
    near.sort(key=place)
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
