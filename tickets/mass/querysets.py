"""Ways to pick mass actions and their lines, named so that a chain reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from tickets.mass.choices import UNDER_WAY, LineState, MassState

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models import MassAction, MassLine  # noqa: F401 -- name the row types


class MassActionQuerySet(QuerySet["MassAction"]):
    def of(self, user: User) -> Self:
        """Each person's mass actions are their own."""
        return self.filter(by=user)

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def begun(self) -> Self:
        """All but those that somebody only looked at."""
        return self.exclude(state=MassState.PLANNED)


class MassLineQuerySet(QuerySet["MassLine"]):
    def waiting(self) -> Self:
        """In the order in which they are done."""
        return self.filter(state=LineState.WAITING).order_by("number")

    def to_undo(self) -> Self:
        """The other way round."""
        return self.filter(state=LineState.CHANGED).order_by("-number")
