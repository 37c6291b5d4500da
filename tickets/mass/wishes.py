"""What exactly a mass action wants: kept as JSON while it waits, and read again when it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from accounts.models import Team, User
from tickets.models import CustomField, MassAction, Status, Ticket
from tickets.telling import unkept


class Vanished(Exception):
    """What was chosen is no longer offered: somebody left, a status was switched off."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`fields` are columns of the ticket by name, `custom` the workspace's own by key, as `change` takes them.

    Of an assignment both may be empty: then nobody is responsible.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    custom: Mapping[str, Any] = field(default_factory=dict)
    tags: Sequence[str] = ()
    status: Status | None = None
    responsible: User | None = None
    team: Team | None = None
    into: Ticket | None = None
    both_may_read: bool = False


def kept_of(wish: Wish) -> dict[str, Any]:
    """As JSON; what is empty is left out."""
    said: dict[str, Any] = {
        "fields": {name: _plain(value) for name, value in wish.fields.items()},
        "custom": dict(wish.custom),
        "tags": list(wish.tags),
        "status": wish.status and wish.status.pk,
        "user": wish.responsible and wish.responsible.pk,
        "team": wish.team and wish.team.pk,
        "into": wish.into and wish.into.pk,
        "both_may_read": wish.both_may_read,
    }
    return {name: value for name, value in said.items() if value}


def wish_of(action: MassAction) -> Wish:
    """As the verbs take it. Raises `Vanished`."""
    kept = action.chosen
    try:
        return Wish(
            fields={name: _offered(unkept(Ticket, name, value)) for name, value in kept.get("fields", {}).items()},
            custom=_custom(kept.get("custom", {})),
            tags=kept.get("tags", ()),
            status=Status.objects.get(pk=kept["status"], is_active=True) if "status" in kept else None,
            responsible=User.objects.assignable().get(pk=kept["user"]) if "user" in kept else None,
            team=Team.objects.get(pk=kept["team"], is_active=True) if "team" in kept else None,
            into=Ticket.objects.visible_to(action.by).get(pk=kept["into"]) if "into" in kept else None,
            both_may_read=kept.get("both_may_read", False),
        )
    except ObjectDoesNotExist as gone:
        raise Vanished from gone


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _offered(value: Any) -> Any:
    if not getattr(value, "is_active", True):
        raise Vanished
    return value


def _custom(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """A field that was switched off meanwhile is set nowhere."""
    there = CustomField.objects.filter(pk__in=values, is_active=True).count() if values else 0
    if there != len(values):
        raise Vanished
    return values
