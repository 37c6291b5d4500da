"""Notices that somebody else changed the same thing meanwhile."""

from collections.abc import Collection

from tickets.models import Event, Ticket


class Outdated(Exception):
    """The page was older than the ticket: `events` are the changes of others to the same fields, oldest first."""

    def __init__(self, current: Ticket, events: list[Event]) -> None:
        super().__init__(f"{current} changed meanwhile")
        self.current = current
        self.events = events


def refuse_outdated(ticket: Ticket, *, version: int, fields: Collection[str]) -> None:
    """Raise `Outdated` if one of these fields changed after `version`.

    Changes of other fields do no harm, nor do those that came by themselves.
    """
    if version == ticket.version:
        return
    since = Event.objects.filter(ticket=ticket, data__version__gt=version, data__field__in=list(fields))
    events = since.select_related("actor", "contact").order_by("created_at", "pk")
    if chosen := [event for event in events if not event.data.get("by_itself")]:
        raise Outdated(ticket, chosen)
