"""Whether anything refers to records."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import ManyToOneRel, Model


def is_used(record: Model) -> bool:
    """Any row of any table, whatever deleting would do to it; a query for each until one is found."""
    return any(rows.filter(**{name: record}).exists() for rows, name in _relations(type(record)))


def used_among(model: type[Model], keys: Collection[int]) -> set[int]:
    """Which of them; a query for each table, however many they are."""
    used: set[int] = set()
    for rows, name in _relations(model) if keys else ():
        used.update(rows.filter(**{f"{name}__in": keys}).order_by().values_list(name, flat=True).distinct())
    return used


def _relations(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """All rows of each table that can refer to one, and by which column."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            yield relation.related_model._base_manager.all(), relation.field.name  # type: ignore[union-attr]  # never "self" by now
