"""Puts tags on a ticket."""

from collections.abc import Iterable, Sequence
from typing import Any

from tickets.actions.recording import Actor, record, save_changes
from tickets.choices import Verb
from tickets.models import Tag, Ticket


def tag(ticket: Ticket, names: Sequence[str] | None, *, by: Actor) -> None:
    """These tags and no others on a locked ticket; a word that is new becomes a tag. None leaves all as it is."""
    if names is None:
        return
    before = sorted(each.name for each in ticket.tags.all())
    tags = called(names)
    after = sorted(each.name for each in tags)
    if before == after:
        return
    ticket.tags.set(tags)
    save_changes(ticket)
    said: dict[str, Any] = {"from": ", ".join(before), "to": ", ".join(after)}
    record(ticket, Verb.CHANGED, by=by, field="tags", **said)


def called(names: Iterable[str]) -> list[Tag]:
    """The tags of these names, made where they are new; the same word in another spelling is the same tag."""
    return [Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(name=name) for name in names]
