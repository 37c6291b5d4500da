"""Ways to pick imports, named so that a chain reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet
from django.utils import timezone

from imports.choices import State

if TYPE_CHECKING:
    from imports.models import Import  # noqa: F401 -- names the row type


class ImportQuerySet(QuerySet["Import"]):
    def of(self, user: Any) -> Self:
        """Each person's imports are their own."""
        return self.filter(user=user)

    def kept(self) -> Self:
        """Not expired, though the broom may not have come yet."""
        return self.filter(expires_at__gt=timezone.now())

    def under_way(self) -> Self:
        return self.filter(state=State.UNDER_WAY)
