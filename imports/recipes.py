"""A recipe: what to do with the columns of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Recipe:
    """`columns` maps the place of a column to a field, `fixed` a field to what holds where the file says nothing.

    Existing ones are known by the field `recognise` (nothing: each row is a new one) and changed, or with `updates` off left
    alone. What a row refers to and nobody knows is made for the fields in `makes`. An empty cell leaves a field as it is,
    unless `clears`. With `letters` people are told as if somebody had typed it; usually nobody is.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    recognise: str = ""
    updates: bool = True
    makes: frozenset[str] = frozenset()
    clears: bool = False
    letters: bool = False

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "columns": {str(place): key for place, key in self.columns.items()},
            "fixed": dict(self.fixed),
            "recognise": self.recognise,
            "updates": self.updates,
            "makes": sorted(self.makes),
            "clears": self.clears,
            "letters": self.letters,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            columns={int(place): key for place, key in kept.get("columns", {}).items()},
            fixed=kept.get("fixed", {}),
            recognise=kept.get("recognise", ""),
            updates=kept.get("updates", True),
            makes=frozenset(kept.get("makes", ())),
            clears=kept.get("clears", False),
            letters=kept.get("letters", False),
        )

    @property
    def said(self) -> set[str]:
        """The fields that rows say something of."""
        return {*self.columns.values(), *self.fixed}
