"""What of a ticket's history can still be undone (B-6)."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from tickets.choices import Verb
from tickets.models import Event

#: What can be undone, what undid it, and the address that does.
UNDONE_BY = {
    Verb.TOOK_IN: (Verb.UNMERGED, "unmerge"),
    Verb.SPLIT: (Verb.TOOK_IN, "unsplit"),
}


def mark_undoable(events: Iterable[Event]) -> None:
    """Give each event that can be undone its `undo_path`; they come oldest first."""
    for event, door in _standing(events):
        event.undo_path = reverse(door, kwargs={"number": event.data["number"]})


def _standing(events: Iterable[Event]) -> Iterator[tuple[Event, str]]:
    """Those that nothing later took back."""
    standing: dict[tuple[str, int], tuple[Event, str]] = {}
    for event in events:
        for verb, (undo, door) in UNDONE_BY.items():
            key = (verb, event.data.get("number", 0))
            if event.verb == undo:
                standing.pop(key, None)
            elif event.verb == verb:
                standing[key] = (event, door)
    yield from standing.values()
