"""Facets: what a list can be asked by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import Promise

EVERYTHING = Q()


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to ask by. `key` is its name in the address, `parts` what its control's names end in.

    `control` makes the form field (a `ui.phrases.Telling` one) from the values in the address; only then may the database be
    asked. `trusting` makes one that takes the address at its word and asks nothing. `pick` says which rows are meant; as a
    condition, so that it can be joined to others in any way; `within` are the rows that know of it at all. It has to be
    true or false for each of them, never unknown: what is not picked is meant by “not”.
    `phrases` are values that are said without the label: “without a team”, “urgent”; `is_plain`: so are all others.
    One that `is_gone` is only known so that it can be said what an old address asked by.
    """

    key: str
    label: str | Promise
    group: str | Promise
    control: Callable[[Sequence[str]], forms.Field]
    pick: Callable[[Any], Q]
    parts: tuple[str, ...] = ("",)
    within: Q = EVERYTHING
    trusting: Callable[[Sequence[str]], forms.Field] | None = None
    phrases: Mapping[str, str | Promise] = field(default_factory=dict)
    is_plain: bool = False
    is_gone: bool = False

    @property
    def names(self) -> list[str]:
        return [f"{self.key}{part}" for part in self.parts]

    def condition(self, value: Any, *, is_negated: bool) -> Q:
        return self.within & (~self.pick(value) if is_negated else self.pick(value))


class Facets(list[Facet]):
    """All facets of a list, in order; and found by a name in the address."""

    def __init__(self, facets: Iterable[Facet]) -> None:
        super().__init__(facets)
        self.by_name = {name: facet for facet in self for name in (facet.key, *facet.names)}
