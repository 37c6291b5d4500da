"""The short lists by which tickets are filed, given to a page of tickets from what was read already."""

from collections.abc import Mapping, Sequence

from django.db.models import ForeignKey, Model

from tickets.models import Ticket
from tickets.vocabulary import Vocabulary

#: What is read with the vocabulary: joined once more for each ticket they would cost as much as all the rest of a list.
FILED_BY = ("status", "type", "team", "priority", "category", "severity", "region", "origin")


def file_by(tickets: Sequence[Ticket], known: Vocabulary) -> None:
    """Sets the fields of `FILED_BY`; what was switched off since is read, a query for each list that has some."""
    lists: dict[str, Sequence[Model]] = {"status": known.statuses, "type": known.types, "team": known.teams, **known.lists}
    for name in FILED_BY:
        field: ForeignKey[Model, Model] = Ticket._meta.get_field(name)  # type: ignore[assignment]  # a foreign key
        entries = _whole(field, {entry.pk: entry for entry in lists[name]}, tickets)
        for ticket in tickets:
            field.set_cached_value(ticket, entries.get(getattr(ticket, field.attname)))


def _whole(field: "ForeignKey[Model, Model]", entries: dict[int, Model], tickets: Sequence[Ticket]) -> Mapping[int | None, Model]:
    gone = {getattr(ticket, field.attname) for ticket in tickets} - entries.keys() - {None}
    return {**entries, **(field.remote_field.model._default_manager.in_bulk(gone) if gone else {})}
