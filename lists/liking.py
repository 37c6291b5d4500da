"""What an address says of how a list is shown, and what its reader likes where it says nothing."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from django.http import QueryDict

from lists.choices import Density
from lists.models import Habit

#: Every column there is.
ALL_COLUMNS = "all"


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


def columns_wanted(query: QueryDict, habit: Habit) -> Sequence[str] | None:
    """Keys of columns in order; nothing where the address says nothing and its reader never chose."""
    asked = [key for value in query.getlist("columns") for key in value.split(",") if key]
    liked: Sequence[str] | None = habit.columns
    return asked or liked


def picked(columns: Iterable[K], keys: Sequence[str]) -> list[K]:
    """Those of these keys, in the order of the keys."""
    if list(keys) == [ALL_COLUMNS]:
        return list(columns)
    by_key = {column.key: column for column in columns}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def density_of(query: QueryDict, habit: Habit) -> Density:
    asked = query.get("density", "")
    return Density(asked) if asked in Density.values else Density(habit.density)
