"""Hands what one customer has on to another, some rows at a time, and back: tickets, messages, places in the circle."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from django.db.models import F, Model, Q, QuerySet

from accounts.models import User
from customers.models import Asset, Contact, Contract, Organisation, Project
from tickets.choices import FieldKind, Verb
from tickets.models import CustomField, Event, Message, Participant, Ticket
from tickets.telling import told


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose it was, whose it is from now on, and who says so."""

    giver: Any
    taker: Any
    by: User


@dataclass(frozen=True, slots=True)
class Handed:
    """What changed hands together: the keys, and what else the way back needs."""

    kind: str
    rows: Sequence[int]
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """How the next rows of a kind are handed on, and how they come back; `left` are all that still wait."""

    left: Callable[[Any], QuerySet[Any]]
    on: Callable[[Pair, Sequence[int]], Mapping[str, Any]]
    back: Callable[[Pair, Handed], None]


def next_of(pair: Pair, *, most: int) -> Handed | None:
    """Hand on up to so many rows of one kind, the tickets of late first; None when nothing is left. Within a transaction."""
    for name, kind in _kinds(type(pair.giver)):
        if keys := list(kind.left(pair.giver).values_list("pk", flat=True)[:most]):
            return Handed(name, keys, kind.on(pair, keys))
    return None


def hand_back(pair: Pair, handed: Handed) -> None:
    """What is still with `pair.giver`. Within a transaction."""
    dict(_kinds(type(pair.giver)))[handed.kind].back(pair, handed)


def count_of(row: Any) -> int:
    """How many rows there are to hand on."""
    return sum(kind.left(row).count() for _name, kind in _kinds(type(row)))


def _kinds(model: type[Any]) -> Iterator[tuple[str, Kind]]:
    yield from KINDS[model]
    if model is Contact:
        for pk in CustomField.objects.filter(kind=FieldKind.CONTACT).order_by("pk").values_list("pk", flat=True):
            key = str(pk)
            yield f"{CUSTOM}{key}", Kind(partial(_naming, key), partial(_rename, key), partial(_rename_back, key))


def _moving(model: type[Model], column: str) -> Kind:
    def on(pair: Pair, keys: Sequence[int]) -> Mapping[str, Any]:
        model._base_manager.filter(pk__in=keys).update(**{column: pair.taker})
        return {}

    def back(pair: Pair, handed: Handed) -> None:
        model._base_manager.filter(pk__in=handed.rows, **{column: pair.giver}).update(**{column: pair.taker})

    return Kind(lambda giver: model._base_manager.filter(**{column: giver}).order_by(), on, back)


def _of_late(giver: Any, *, column: str) -> QuerySet[Ticket]:
    """What people work on is first with whom it belongs to."""
    return Ticket.objects.filter(**{column: giver}).order_by("-last_activity_at", "-pk")


def _tickets(pair: Pair, keys: Collection[int], *, column: str) -> None:
    """Each is a new version with a line of history, so that nobody overwrites it unseen; nobody is told."""
    held = list(
        Ticket.objects.filter(pk__in=keys, **{column: pair.giver}).order_by("pk").select_for_update().values_list("pk", flat=True)
    )
    rows = Ticket.objects.filter(pk__in=held)
    rows.update(**{column: pair.taker}, version=F("version") + 1)
    said = {"field": column, "from": told(pair.giver), "to": told(pair.taker), "by_itself": True}
    lines = (
        Event(ticket_id=pk, verb=Verb.CHANGED, actor=pair.by, data={**said, "version": version})
        for pk, version in rows.values_list("pk", "version")
    )
    Event.objects.bulk_create(lines)


def _tickets_of(column: str) -> Kind:
    def on(pair: Pair, keys: Sequence[int]) -> Mapping[str, Any]:
        _tickets(pair, keys, column=column)
        return {}

    return Kind(partial(_of_late, column=column), on, lambda pair, handed: _tickets(pair, handed.rows, column=column))


def _asked(pair: Pair, keys: Sequence[int]) -> Mapping[str, Any]:
    """Who asked takes no part besides."""
    _tickets(pair, keys, column="requester")
    return {"left": _leave(Q(ticket__in=keys, contact__in=[pair.giver.pk, pair.taker.pk]))}


def _asked_back(pair: Pair, handed: Handed) -> None:
    _tickets(pair, handed.rows, column="requester")
    _join_again(handed)


def _take_part(pair: Pair, keys: Sequence[int]) -> Mapping[str, Any]:
    """Who asked, or takes part already, takes no second part."""
    there = Ticket.objects.filter(Q(requester=pair.taker) | Q(participants__contact=pair.taker), participants__in=keys)
    left = _leave(Q(pk__in=keys, ticket__in=there))
    Participant.objects.filter(pk__in=keys).update(contact=pair.taker)
    return {"left": left}


def _take_part_back(pair: Pair, handed: Handed) -> None:
    Participant.objects.filter(contact=pair.giver, pk__in=handed.rows).update(contact=pair.taker)
    _join_again(handed)


def _leave(which: Q) -> list[dict[str, Any]]:
    rows = Participant.objects.filter(which)
    left: list[dict[str, Any]] = [dict(row) for row in rows.values("ticket", "contact", "level")]
    rows.delete()
    return left


def _join_again(handed: Handed) -> None:
    left: Iterable[Mapping[str, Any]] = handed.more.get("left", ())
    there = set(Ticket.objects.filter(pk__in=[row["ticket"] for row in left]).values_list("pk", flat=True)) if left else set()
    again = [
        Participant(ticket_id=row["ticket"], contact_id=row["contact"], level=row["level"])
        for row in left
        if row["ticket"] in there
    ]
    Participant.objects.bulk_create(again, ignore_conflicts=True)


def _naming(key: str, person: Any) -> QuerySet[Ticket]:
    """Tickets on which a field of the workspace's own names this person."""
    return Ticket.objects.filter(custom__contains={key: person.pk}).order_by()


def _rename(key: str, pair: Pair, keys: Sequence[int]) -> Mapping[str, Any]:
    rows = list(_naming(key, pair.giver).filter(pk__in=keys).order_by("pk").select_for_update())
    for row in rows:
        row.custom = {**row.custom, key: pair.taker.pk}
    Ticket.objects.bulk_update(rows, ["custom"])
    return {}


def _rename_back(key: str, pair: Pair, handed: Handed) -> None:
    _rename(key, pair, handed.rows)


CUSTOM: Final = "custom_"
#: In the order in which they follow.
KINDS: Final[Mapping[type[Any], Sequence[tuple[str, Kind]]]] = {
    Contact: [
        ("tickets", Kind(partial(_of_late, column="requester"), _asked, _asked_back)),
        ("messages", _moving(Message, "contact")),
        ("participants", Kind(lambda giver: Participant.objects.filter(contact=giver).order_by(), _take_part, _take_part_back)),
    ],
    Organisation: [
        ("contacts", _moving(Contact, "organisation")),
        ("assets", _moving(Asset, "organisation")),
        ("projects", _moving(Project, "organisation")),
        ("contracts", _moving(Contract, "organisation")),
        ("as_organisation", _tickets_of("organisation")),
        ("as_partner", _tickets_of("partner")),
    ],
}
