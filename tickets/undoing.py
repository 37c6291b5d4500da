"""What of a ticket's history can still be undone (B-6)."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse

from tickets.choices import Verb
from tickets.models import Event

#: What is undone as a whole, what undid it, and the address that does.
UNDONE_BY = {
    Verb.TOOK_IN: (Verb.UNMERGED, "unmerge"),
    Verb.SPLIT: (Verb.TOOK_IN, "unsplit"),
}
#: What puts the status where it is by other means.
SLEEP = (Verb.SNOOZED, Verb.WOKEN)
LINKS = (Verb.LINKED, Verb.UNLINKED)
#: The mail is out.
NEVER_UNDONE = ("solution",)
Key = tuple[object, ...]


def mark_undoable(events: Iterable[Event]) -> None:
    """Give each event that can be undone its `undo_path`; they come oldest first."""
    events = list(events)
    for event, door in _wholes(events):
        event.undo_path = _at_the_desk(door, number=event.data["number"])
    for event in standing(events):
        event.undo_path = _at_the_desk("event_undo", number=event.ticket_id, pk=event.pk)


def _at_the_desk(door: str, **keys: int) -> str:
    """The worker reads the history as well, and knows no host."""
    return reverse(door, urlconf=settings.URLCONF_OF_SURFACE["desk"], kwargs=keys)


def standing(events: Iterable[Event]) -> list[Event]:
    """What staff did with one thing (a field, a link, a step) and nobody changed since; they come oldest first."""
    latest = {key: event for event in events if (key := _about(event))}
    return [event for event in latest.values() if _knows_the_way_back(event)]


def _about(event: Event) -> Key | None:
    """Two events about the same take each other's place."""
    data = event.data
    if event.verb in SLEEP:
        return ("field", "status")
    if "field" in data:
        return ("field", data["field"])
    if event.verb in LINKS:
        return ("link", data.get("number"))
    return ("step", data.get("undoes", event.pk)) if event.verb in (Verb.LISTED, Verb.UNLISTED) else None


def _knows_the_way_back(event: Event) -> bool:
    data = event.data
    if event.actor_id is None or data.get("by_itself") or data.get("field") in NEVER_UNDONE:
        return False
    return "was" in data or data.get("field") == "tags"


def _wholes(events: Iterable[Event]) -> Iterator[tuple[Event, str]]:
    """Merges and splits that nothing later took back."""
    found: dict[tuple[str, int], tuple[Event, str]] = {}
    for event in events:
        for verb, (undo, door) in UNDONE_BY.items():
            key = (verb, event.data.get("number", 0))
            if event.verb == undo:
                found.pop(key, None)
            elif event.verb == verb:
                found[key] = (event, door)
    yield from found.values()
