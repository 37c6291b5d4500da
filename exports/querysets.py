"""Ways to pick exports, named so that a chain reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet
from django.utils import timezone

from exports.choices import UNDER_WAY

if TYPE_CHECKING:
    from exports.models import Export  # noqa: F401 -- names the row type


class ExportQuerySet(QuerySet["Export"]):
    def of(self, user: Any) -> Self:
        """Each person's exports are their own."""
        return self.filter(user=user)

    def kept(self) -> Self:
        """Not expired, though the broom may not have come yet."""
        return self.filter(expires_at__gt=timezone.now())

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)
