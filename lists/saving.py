"""Saves views, changes them, puts them in order."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from accounts.models import Team, User
from lists.choices import Audience, ListKind
from lists.models import View

#: Of one owner; more find nobody.
MOST = 100


class TooMany(Exception):
    """There are as many views as there may be."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """For whom a view is; `team` where it is for one."""

    audience: Audience = Audience.PERSONAL
    team: Team | None = None

    def owned(self, by: User) -> dict[str, Any]:
        personal = self.audience == Audience.PERSONAL
        return {"audience": self.audience, "owner": by if personal else None, "team": self.team}


@transaction.atomic
def save_view(kind: ListKind, query: str, *, by: User, sharing: Sharing, **said: Any) -> View:
    """A new one, the last of its kind; `said` is its name, its sign and whether it is counted. May raise `TooMany`."""
    owned = sharing.owned(by)
    return View.objects.create(list=kind, query=query, position=_next(kind, owned), **owned, **said)


@transaction.atomic
def change_view(view: View, *, by: User, sharing: Sharing, **said: Any) -> View:
    """Another name, another sign, other people; for others it comes last. May raise `TooMany`."""
    owned = sharing.owned(by)
    is_moved = any(getattr(view, name) != value for name, value in owned.items() if name != "owner" or value is None)
    if is_moved:
        view.position = _next(ListKind(view.list), owned)
        for name, value in owned.items():
            setattr(view, name, value)
    for name, value in said.items():
        setattr(view, name, value)
    view.updated_at = timezone.now()
    view.save()
    return view


def keep_query(view: View, query: str) -> None:
    """The view shows from now on what this address shows."""
    View.objects.filter(pk=view.pk).update(query=query, updated_at=timezone.now())


@transaction.atomic
def shift(view: View, *, up: bool) -> None:
    """One place up or down among those of the same people; at the end nothing happens."""
    siblings = list(_siblings(view).select_for_update())
    if view not in siblings:
        return
    place = siblings.index(view)
    other = place - 1 if up else place + 1
    if 0 <= other < len(siblings):
        siblings[place], siblings[other] = siblings[other], siblings[place]
    for position, each in enumerate(siblings):
        each.position = position
    View.objects.bulk_update(siblings, ["position"])


def remove(view: View) -> None:
    """It is gone for everybody; twice is once. What it showed is still there."""
    View.objects.filter(pk=view.pk).delete()


def _siblings(view: View) -> QuerySet[View]:
    return View.objects.filter(list=view.list, audience=view.audience, owner=view.owner_id, team=view.team_id)


def _next(kind: ListKind, owned: dict[str, Any]) -> int:
    siblings = View.objects.filter(list=kind, **owned)
    if siblings.count() >= MOST:
        raise TooMany
    last: int | None = siblings.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
