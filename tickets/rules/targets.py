"""Whom and what the deeds of rules name, read in one query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import Team, User
from tickets.at_once import at_once
from tickets.choices import FieldKind
from tickets.models import CustomField, CustomOption, Status
from tickets.picklists import MODELS, Entry
from tickets.rules.deeds import ME, Deed
from tickets.values import with_options

#: Own fields whose values are plain enough to be set by a rule.
SETTABLE = (
    *(FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.DATE),
    *(FieldKind.YES_NO, FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.LINK),
)


@dataclass(frozen=True, slots=True)
class Targets:
    """By their keys, also those that are switched off; what is gone is not here. `working` can be made responsible."""

    users: Mapping[int, User] = field(default_factory=dict)
    working: frozenset[int] = frozenset()
    teams: Mapping[int, Team] = field(default_factory=dict)
    members: Mapping[int, Sequence[User]] = field(default_factory=dict)
    statuses: Mapping[int, Status] = field(default_factory=dict)
    entries: Mapping[tuple[str, int], Entry] = field(default_factory=dict)
    customs: Mapping[int, CustomField] = field(default_factory=dict)


def targets_of(deeds: Iterable[Deed]) -> Targets:
    """One query, or none, however many deeds there are."""
    wanted = _wanted(list(deeds))
    sets = dict(_sets(wanted))
    rows = at_once(**sets) if sets else {}
    customs = with_options(rows.get("customs", []), rows.get("options", []))
    members: dict[int, list[User]] = {}
    for user in rows.get("members", []):
        members.setdefault(user.of_team, []).append(user)
    return Targets(
        users={user.pk: user for user in rows.get("users", [])},
        working=frozenset(user.pk for user in rows.get("working", [])),
        teams={team.pk: team for team in rows.get("teams", [])},
        members=members,
        statuses={status.pk: status for status in rows.get("statuses", [])},
        entries={(key, entry.pk): entry for key in MODELS for entry in rows.get(key, [])},
        customs={custom.pk: custom for custom in customs},
    )


def _wanted(deeds: Sequence[Deed]) -> dict[str, set[int]]:
    """By kind of thing, the keys that are named."""
    found: dict[str, set[int]] = {}
    for deed in deeds:
        for name in ("user", "team", "status"):
            if deed.chosen.get(name) not in (None, ME):
                found.setdefault(name, set()).add(deed.chosen[name])
        if deed.field in MODELS:
            found.setdefault(deed.field, set()).add(deed.chosen["value"])
        if deed.own_field is not None:
            found.setdefault("custom", set()).add(deed.own_field)
    return found


def _sets(wanted: Mapping[str, set[int]]) -> Iterable[tuple[str, QuerySet[Any]]]:
    for key, model in MODELS.items():
        if key in wanted:
            yield key, model._default_manager.filter(pk__in=wanted[key])
    if "user" in wanted:
        yield "users", User.objects.filter(pk__in=wanted["user"])
        working = User.objects.assignable().order_by().values("pk")
        yield "working", User.objects.filter(pk__in=wanted["user"]).filter(pk__in=working)
    if "team" in wanted:
        yield "teams", Team.objects.filter(pk__in=wanted["team"])
        of_team = User.objects.filter(teams__in=wanted["team"], is_active=True).order_by("pk")
        yield "members", of_team.annotate(of_team=F("teams"))
    if "status" in wanted:
        yield "statuses", Status.objects.filter(pk__in=wanted["status"])
    if "custom" in wanted:
        yield "customs", CustomField.objects.filter(pk__in=wanted["custom"])
        yield "options", CustomOption.objects.filter(field__in=wanted["custom"])
