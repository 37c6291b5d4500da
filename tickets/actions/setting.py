"""Sets one thing on a locked ticket, with its line of history; who is told is another's business."""

from collections.abc import Mapping
from typing import Any

from accounts.models import Team, User
from tickets.actions.recording import Actor, record, save_changes
from tickets.choices import Verb
from tickets.models import CustomField, Ticket
from tickets.telling import kept, told
from tickets.values import in_words, names_of


def give(ticket: Ticket, *, by: Actor, responsible: User | None, team: Team | None, **said: Any) -> None:
    """To a user or a team, or to nobody."""
    before, was = ticket.responsible or ticket.team, {"user": ticket.responsible_id, "team": ticket.team_id}
    ticket.responsible, ticket.team = responsible, None if responsible else team
    save_changes(ticket, "responsible", "team")
    words: dict[str, Any] = {"from": told(before), "to": told(responsible or team), "was": was}
    record(ticket, Verb.ASSIGNED, by=by, field="responsible", **words, **said)


def set_field(ticket: Ticket, field: str, value: Any, *, by: Actor, by_itself: bool = False) -> None:
    before, was = getattr(ticket, field), kept(ticket, field)
    setattr(ticket, field, value)
    save_changes(ticket, field)
    record(ticket, Verb.CHANGED, by=by, field=field, was=was, **_said(before, value, by_itself=by_itself))


def _said(before: Any, value: Any, *, by_itself: bool) -> dict[str, Any]:
    return {"from": told(before), "to": told(value)} | ({"by_itself": True} if by_itself else {})


def set_own(ticket: Ticket, own: Mapping[str, Any], *, by: Actor) -> None:
    """The history keeps the field's name and the value in words, as they were then."""
    fields = {str(field.pk): field for field in CustomField.objects.filter(pk__in=own).prefetch_related("options")} if own else {}
    names = names_of(fields.values(), [ticket.custom, own])
    for key, field in fields.items():
        said: dict[str, Any] = {
            "from": in_words(field, ticket.custom.get(key), names=names),
            "to": in_words(field, own[key], names=names),
        }
        was, now = ticket.custom.get(key), {**ticket.custom, key: own[key]}
        ticket.custom = {each: value for each, value in now.items() if value is not None}
        save_changes(ticket, "custom")
        record(ticket, Verb.CHANGED, by=by, field=field.key, label=field.name, was=was, **said)
