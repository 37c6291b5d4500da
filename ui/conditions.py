"""What an address asks of a list: filters that hold all together, in groups of which one is enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import and_, or_
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from ui.addresses import EDITED, address, kept, plain, renamed
from ui.facets import EVERYTHING, Facet, Facets
from ui.phrases import phrase

ROOM = "controls"
#: How the names of each group's filters begin; what is not meant begins with `NOT` behind it: `or2-not-category=5`.
GROUPS = ("", "or-", "or2-", "or3-", "or4-")
NOT = "not-"
#: What nobody reads any more.
MOST_FILTERS = 30
NAME = re.compile(r"^(?P<group>(?:or\d{0,3}-)?)(?P<negated>(?:not-)?)(?P<name>.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the addresses of the list without it, with its control, and with its opposite."""

    label: str
    value: str
    remove: str
    edit: str
    is_wrong: bool = False
    is_negated: bool = False
    flip: str = ""


@dataclass(frozen=True, slots=True)
class Editor:
    """The control of one facet; `kept` is what else is in the address."""

    label: str
    field: forms.BoundField
    kept: list[tuple[str, str]]
    close: str
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet asked by, in one group, as meant or as not meant."""

    facet: Facet
    prefix: str
    form: forms.Form

    @property
    def key(self) -> str:
        """Names it in the address."""
        return f"{self.prefix}{self.facet.key}"

    @property
    def names(self) -> list[str]:
        return [f"{self.prefix}{name}" for name in self.facet.names]

    @property
    def is_negated(self) -> bool:
        return self.prefix.endswith(NOT)

    @property
    def is_wrong(self) -> bool:
        return self.facet.key in self.form.errors

    @property
    def value(self) -> Any:
        """What is meant; nothing where the address says nothing, or nothing understood."""
        return self.form.cleaned_data.get(self.facet.key) or None

    @property
    def condition(self) -> Q:
        return self.facet.condition(self.value, is_negated=self.is_negated)

    @property
    def words(self) -> str:
        """The value alone."""
        said: str = self.form.fields[self.facet.key].words(self.value)  # type: ignore[attr-defined]  # Telling
        return _("not %(words)s") % {"words": said} if self.is_negated else said

    @property
    def phrase(self) -> str:
        field: Any = self.form.fields[self.facet.key]
        return phrase(self.facet, field, self.value, is_negated=self.is_negated)

    def chip(self, query: QueryDict) -> Chip:
        words = _("not understood") if self.is_wrong else self.words
        edit, remove = address(query, {EDITED: self.key}), address(query, {}, but=self.names)
        group = self.prefix.removesuffix(NOT)
        other = group if self.is_negated else f"{group}{NOT}"
        flip = renamed(query, {f"{self.prefix}{name}": f"{other}{name}" for name in self.facet.names})
        return Chip(str(self.facet.label), words, remove, edit, self.is_wrong, self.is_negated, flip)


@dataclass(frozen=True, slots=True)
class Group:
    """Filters that hold all together; `prefix` is how their names in the address begin."""

    prefix: str
    filters: list[Filter]
    query: QueryDict

    @property
    def understood(self) -> list[Filter]:
        return [each for each in self.filters if each.value]

    @property
    def condition(self) -> Q:
        return reduce(and_, (each.condition for each in self.understood), EVERYTHING)

    @property
    def phrases(self) -> list[str]:
        return [each.phrase for each in self.understood]

    @property
    def chips(self) -> list[Chip]:
        return [each.chip(self.query) for each in self.filters if each.value or each.is_wrong]

    def value_of(self, key: str) -> Any:
        """What is asked by this facet, unless the opposite is meant."""
        return next((each.value for each in self.understood if each.facet.key == key and not each.is_negated), None)


class Asked:
    """What an address asks of a list. What is not understood is left out, and said; nothing here fails.

    `category=5&team=none&or-urgent=yes`: names without a prefix are the first group, `or-…` the second, `or2-…` the third;
    `not-category=5` is everything else. With `trusting` no filter asks the database whether what it names exists.
    """

    def __init__(self, query: QueryDict, facets: Facets, *, trusting: bool = False) -> None:
        self.query, self.facets = plain(query), facets
        self.surplus: list[Chip] = []
        wanted = [*self._wanted(facets.by_name)]
        self.groups = [self._group(prefix, wanted, trusting=trusting) for prefix in GROUPS]

    @property
    def used(self) -> list[Group]:
        """Those that say something that is understood; where none does, everything is meant."""
        return [group for group in self.groups if group.understood]

    @property
    def is_wrong(self) -> bool:
        """Whether anything was left out."""
        return bool(self.surplus) or any(each.is_wrong for group in self.groups for each in group.filters)

    def picked(self, also: Callable[[Group], Q] = lambda group: EVERYTHING) -> Q:
        """Which rows are meant; `also` says what else holds in a group."""
        return reduce(or_, (group.condition & also(group) for group in self.used), EVERYTHING)

    def chips(self) -> Iterator[Chip]:
        for group in self.groups:
            yield from group.chips
        yield from self.surplus

    def editor(self) -> Editor | None:
        """Of the filter that the address names, else of the first that was not understood."""
        filters = [each for group in self.groups for each in group.filters]
        wanted = self.query.get(EDITED, "")
        named = [each for each in filters if each.key == wanted] or [each for each in filters if each.is_wrong]
        if not named:
            return None
        key, form = named[0].facet.key, named[0].form
        but, close = named[0].names, address(self.query, {})
        return Editor(str(named[0].facet.label), form[key], kept(self.query, but=but), close, named[0].is_negated)

    def used_in(self, prefix: str) -> set[str]:
        """Keys of the facets that a group is asked by already."""
        return {each.facet.key for group in self.groups if group.prefix == prefix for each in group.filters if each.value}

    def offered(self, prefix: str = "") -> Iterator[tuple[str, list[Facet]]]:
        """What else a group can be asked by, group by group of facets."""
        used = self.used_in(prefix)
        free = (facet for facet in self.facets if facet.key not in used and not facet.is_gone)
        for group, facets in groupby(free, key=lambda facet: str(facet.group)):
            yield group, list(facets)

    @property
    def next_prefix(self) -> str:
        """How the first filter of one more group would begin; nothing where there are as many as there can be."""
        return next((group.prefix for group in self.groups[1:] if not group.filters), "")

    def _wanted(self, by_name: dict[str, Facet]) -> Iterator[tuple[str, Facet]]:
        """Prefixes and facets; the one that is edited too. What is too much, and what is gone, is said."""
        found: dict[tuple[str, str], Facet] = {}
        for name in [*self.query, self.query.get(EDITED, "")]:
            split = NAME.match(name)
            facet = by_name.get(split["name"]) if split else None
            if split is None or facet is None:
                continue
            key = (f"{split['group']}{split['negated']}", facet.key)
            fits = split["group"] in GROUPS and (key in found or len(found) < MOST_FILTERS)
            if fits and not facet.is_gone:
                found[key] = facet
            elif name in self.query:
                self._leave_out(name, facet, _("no longer there") if facet.is_gone else _("too many filters"))
        return ((prefix, facet) for (prefix, _key), facet in found.items())

    def _leave_out(self, name: str, facet: Facet, why: str) -> None:
        self.surplus.append(Chip(str(facet.label), why, address(self.query, {}, but=[name]), "", is_wrong=True))

    def _group(self, prefix: str, wanted: Sequence[tuple[str, Facet]], *, trusting: bool) -> Group:
        filters = []
        for start in (prefix, f"{prefix}{NOT}"):
            facets = [facet for begin, facet in wanted if begin == start]
            if facets:
                form = self._form(start, facets, trusting=trusting)
                filters += [Filter(facet, start, form) for facet in facets]
        return Group(prefix, filters, self.query)

    def _form(self, prefix: str, facets: Sequence[Facet], *, trusting: bool) -> forms.Form:
        form = forms.Form(self.query, auto_id=f"{ROOM}_%s", prefix=prefix.removesuffix("-") or None)
        for facet in facets:
            control = facet.trusting if trusting and facet.trusting else facet.control
            field = control(self.query.getlist(f"{prefix}{facet.key}"))
            field.label, field.required = str(facet.label), False
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["aria-label"] = field.label
            form.fields[facet.key] = field
        form.full_clean()
        return form
