"""Rows that live on in another one are there for old addresses only."""

from typing import TypeVar

from django.db.models import Manager, Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Living(Manager[Row]):
    """All but what was merged into another; a model that uses it keeps all of them as `everyone`."""

    def get_queryset(self) -> QuerySet[Row]:
        return super().get_queryset().filter(merged_into=None)
