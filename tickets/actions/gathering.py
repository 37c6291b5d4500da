"""Carries what belongs to one ticket over to another, and back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from notifications.models import Letter
from tickets.actions.placing import append
from tickets.choices import Told
from tickets.models import IN_PLACE, Effort, Message, Participant, Stint, Subscription, Ticket


@dataclass(frozen=True, slots=True)
class Moved:
    """Keys of what moved (messages, letters, tickets merged earlier, time spent) and of what the other ticket got in addition."""

    messages: list[int]
    letters: list[int]
    tickets: list[int]
    tags: list[int]
    assets: list[int]
    subscriptions: list[int]
    participants: list[int]
    efforts: list[int] = field(default_factory=list)
    stints: list[int] = field(default_factory=list)


def gather(ticket: Ticket, *, into: Ticket) -> dict[str, Any]:
    """Move the messages of `ticket`, and unite the rest; `ticket` keeps its own tags, objects and people."""
    moved = Moved(
        messages=_move(ticket.messages.all(), ticket=into),
        letters=_move(Letter.objects.filter(topic=ticket.topic), topic=into.topic),
        tickets=_move(ticket.merged.all(), merged_into=into),
        tags=_unite(ticket.tags, into.tags),
        assets=append(into, ticket.assets.order_by(*IN_PLACE)),
        subscriptions=_keys(_subscribe(ticket, into)),
        participants=_keys(_invite(ticket, into)),
        efforts=_move(ticket.efforts.all(), ticket=into),
        stints=_move(ticket.stints.all(), ticket=into),
    )
    return asdict(moved)


def scatter(moved: Moved, ticket: Ticket, *, host: Ticket, united: Ticket) -> None:
    """Everything of `gather` the other way round. `host` has the messages now, `united` got the rest then."""
    _move(Message.objects.filter(pk__in=moved.messages, ticket=host), ticket=ticket)
    _move(Letter.objects.filter(pk__in=moved.letters, topic=host.topic), topic=ticket.topic)
    _move(Ticket.objects.filter(pk__in=moved.tickets, merged_into=host), merged_into=ticket)
    _move(Effort.objects.filter(pk__in=moved.efforts, ticket=host), ticket=ticket)
    _move(Stint.objects.filter(pk__in=moved.stints, ticket=host), ticket=ticket)
    united.tags.remove(*moved.tags)
    united.assets.remove(*moved.assets)
    united.subscriptions.filter(pk__in=moved.subscriptions).delete()
    united.participants.filter(pk__in=moved.participants).delete()


def _move(rows: QuerySet[Any], **to: Ticket | str) -> list[int]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).update(**to)
    return keys


def _unite(theirs: Any, ours: Any) -> list[int]:
    missing = list(theirs.exclude(pk__in=ours.values("pk")).values_list("pk", flat=True))
    ours.add(*missing)
    return missing


def _subscribe(ticket: Ticket, into: Ticket) -> Iterable[Model]:
    """Whoever watched it, and whoever was responsible for it, watches the other."""
    people = {*ticket.subscriptions.values_list("user_id", flat=True), ticket.responsible_id} - {None, into.responsible_id}
    missing = people - set(into.subscriptions.values_list("user_id", flat=True))
    return [Subscription.objects.create(ticket=into, user_id=pk) for pk in sorted(pk for pk in missing if pk)]


def _invite(ticket: Ticket, into: Ticket) -> Iterable[Model]:
    """Whoever was told of it is told of the other, first of all the one who asked."""
    there = {person.email.lower() for person in into.participants.select_related("contact")} | {into.requester.email.lower()}
    asked = Participant(contact=ticket.requester, level=Told.ALL)
    for person in [asked, *ticket.participants.select_related("contact")]:
        if person.email.lower() not in there:
            there.add(person.email.lower())
            yield Participant.objects.create(ticket=into, contact=person.contact, address=person.address, level=person.level)


def _keys(rows: Iterable[Model]) -> list[int]:
    return [row.pk for row in rows]
