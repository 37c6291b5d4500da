"""Hands everything of one customer on to another, and back: tickets, messages, places in the circle, what they have of ours."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import F, Model, Q

from accounts.models import User
from customers.models import Asset, Contact, Contract, Organisation, Project
from tickets.choices import FieldKind, Verb
from tickets.models import CustomField, Event, Message, Participant, Ticket
from tickets.telling import told

BATCH = 1000
#: What an organisation has, and by which column.
OF_ORGANISATIONS: dict[str, type[Model]] = {"contacts": Contact, "assets": Asset, "projects": Project, "contracts": Contract}
Moved = dict[str, Any]


def hand_on_contact(gone: Contact, stays: Contact, *, by: User) -> Moved:
    """Both are locked. Returns the keys of what changed hands."""
    customs = _named_in(gone)
    moved: Moved = {"tickets": _tickets(gone, stays, "requester", by=by), "custom": {}}
    moved["messages"] = _move(Message, Q(contact=gone), contact=stays)
    moved["left"] = _leave(gone, stays, asked=moved["tickets"])
    moved["participants"] = _move(Participant, Q(contact=gone), contact=stays)
    for key, numbers in customs.items():
        moved["custom"][key] = _rename(key, numbers, stays.pk)
    return moved


def hand_back_contact(gone: Contact, stays: Contact, moved: Moved, *, by: User) -> None:
    """What is still with the one that stayed."""
    _tickets(stays, gone, "requester", by=by, only=moved["tickets"])
    _move(Message, Q(contact=stays, pk__in=moved["messages"]), contact=gone)
    _move(Participant, Q(contact=stays, pk__in=moved["participants"]), contact=gone)
    there = set(Ticket.objects.filter(pk__in=[row["ticket"] for row in moved["left"]]).values_list("pk", flat=True))
    again = [row for row in moved["left"] if row["ticket"] in there]
    people = {gone.pk: gone, stays.pk: stays}
    Participant.objects.bulk_create(
        [Participant(ticket_id=row["ticket"], contact=people[row["contact"]], level=row["level"]) for row in again],
        ignore_conflicts=True,
    )
    for key, numbers in moved["custom"].items():
        held = Ticket.objects.filter(pk__in=numbers, custom__contains={key: stays.pk}).values_list("pk", flat=True)
        _rename(key, list(held), gone.pk)


def hand_on_organisation(gone: Organisation, stays: Organisation, *, by: User) -> Moved:
    """Both are locked. Returns the keys of what changed hands."""
    moved: Moved = {name: _move(model, Q(organisation=gone), organisation=stays) for name, model in OF_ORGANISATIONS.items()}
    tickets = {f"as_{field}": _tickets(gone, stays, field, by=by) for field in ("organisation", "partner")}
    return {**moved, **tickets}


def hand_back_organisation(gone: Organisation, stays: Organisation, moved: Moved, *, by: User) -> None:
    for name, model in OF_ORGANISATIONS.items():
        _move(model, Q(organisation=stays, pk__in=moved[name]), organisation=gone)
    for field in ("organisation", "partner"):
        _tickets(stays, gone, field, by=by, only=moved[f"as_{field}"])


def _move(model: type[Model], which: Q, **to: Any) -> list[int]:
    rows = model._base_manager.filter(which)
    keys = list(rows.values_list("pk", flat=True))
    model._base_manager.filter(pk__in=keys).update(**to)
    return keys


def _tickets(one: Model, other: Model, field: str, *, by: User, only: Collection[int] | None = None) -> list[int]:
    """Each is a new version with a line of history, so that nobody overwrites it unseen; nobody is told."""
    among = {} if only is None else {"pk__in": only}
    keys = list(Ticket.objects.filter(**{field: one}, **among).order_by("pk").select_for_update().values_list("pk", flat=True))
    rows = Ticket.objects.filter(pk__in=keys)
    rows.update(**{field: other}, version=F("version") + 1)
    said = {"field": field, "from": told(one), "to": told(other), "by_itself": True}
    lines = (
        Event(ticket_id=pk, verb=Verb.CHANGED, actor=by, data={**said, "version": version})
        for pk, version in rows.values_list("pk", "version")
    )
    Event.objects.bulk_create(lines, batch_size=BATCH)
    return keys


def _leave(gone: Contact, stays: Contact, *, asked: Sequence[int]) -> list[dict[str, Any]]:
    """Who asked, or takes part already, takes no second part."""
    there = Ticket.objects.filter(Q(requester=stays) | Q(participants__contact=stays))
    double = Q(contact=gone, ticket__in=there) | Q(contact=stays, ticket__in=asked)
    rows = Participant.objects.filter(double)
    left: list[dict[str, Any]] = [dict(row) for row in rows.values("ticket", "contact", "level")]
    rows.delete()
    return left


def _named_in(contact: Contact) -> dict[str, list[int]]:
    """Tickets on which a field of the workspace's own names this person."""
    fields = CustomField.objects.filter(kind=FieldKind.CONTACT).values_list("pk", flat=True)
    named = {str(pk): Ticket.objects.filter(custom__contains={str(pk): contact.pk}) for pk in fields}
    return {key: list(tickets.values_list("pk", flat=True)) for key, tickets in named.items()}


def _rename(key: str, numbers: Sequence[int], person: int) -> list[int]:
    rows = list(Ticket.objects.filter(pk__in=numbers).select_for_update())
    for row in rows:
        row.custom = {**row.custom, key: person}
    Ticket.objects.bulk_update(rows, ["custom"], batch_size=BATCH)
    return list(numbers)
