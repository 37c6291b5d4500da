"""What a list can be asked by: filters that live in the address, as controls and as words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, Protocol

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ui.listing import NEWER, OLDER

#: Names the facet whose control is shown.
EDITED = "filter"
ROOM = "controls"


class Telling(Protocol):
    """A form field that can say its value in words."""

    def words(self, value: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to ask by. `key` is its name in the address, `parts` what its control's names end in.

    `control` makes the form field (a `Telling` one) from the values in the address; only then may the database be asked.
    `pick` says which rows are meant; as a condition, so that it can be joined to others in any way.
    """

    key: str
    label: str | Promise
    group: str | Promise
    control: Callable[[Sequence[str]], forms.Field]
    pick: Callable[[Any], Q]
    parts: tuple[str, ...] = ("",)

    @property
    def names(self) -> list[str]:
        return [f"{self.key}{part}" for part in self.parts]

    def is_in(self, query: QueryDict) -> bool:
        return any(any(query.getlist(name)) for name in self.names)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the addresses of the list without it and with its control."""

    label: str
    value: str
    remove: str
    edit: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Editor:
    """The control of one facet; `kept` is what else is in the address."""

    label: str
    field: forms.BoundField
    kept: list[tuple[str, str]]
    close: str


class Asked:
    """What an address asks of a list. What is not understood is left out, and said; nothing here fails."""

    def __init__(self, query: QueryDict, facets: Iterable[Facet]) -> None:
        self.query = _plain(query)
        wanted = query.get(EDITED, "")
        self.facets = {facet.key: facet for facet in facets if facet.key == wanted or facet.is_in(self.query)}
        self.form = forms.Form(self.query, auto_id=f"{ROOM}_%s")
        for facet in self.facets.values():
            field = facet.control(self.query.getlist(facet.key))
            field.label, field.required = str(facet.label), False
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["aria-label"] = field.label
            self.form.fields[facet.key] = field
        self.form.full_clean()

    @property
    def picked(self) -> Q:
        found = (self.facets[key].pick(value) for key, value in self.form.cleaned_data.items() if value)
        return reduce(and_, found, Q())

    def chips(self) -> Iterator[Chip]:
        for facet in self.facets.values():
            value, is_wrong = self.form.cleaned_data.get(facet.key), facet.key in self.form.errors
            if value or is_wrong:
                words = _("not understood") if is_wrong else self.form.fields[facet.key].words(value)  # type: ignore[attr-defined]  # Telling
                edit = address(self.query, {EDITED: facet.key})
                yield Chip(str(facet.label), words, address(self.query, {}, but=facet.names), edit, is_wrong=is_wrong)

    def editor(self) -> Editor | None:
        """Of the facet that the address names, else of the first that was not understood."""
        key = next((key for key in [self.query.get(EDITED, ""), *self.form.errors] if key in self.facets), None)
        if key is None:
            return None
        names = self.facets[key].names
        label, close = str(self.facets[key].label), address(self.query, {})
        return Editor(label, self.form[key], kept=kept(self.query, but=names), close=close)


def address(query: QueryDict, also: dict[str, str], *, but: Sequence[str] = ()) -> str:
    """The first page of the same list, changed in this; the control of a filter is closed again."""
    link = query.copy()
    for name in (*but, EDITED, NEWER, OLDER):
        link.pop(name, None)
    for name, value in also.items():
        link[name] = value
    return f"?{link.urlencode()}"


def kept(query: QueryDict, *, but: Iterable[str]) -> list[tuple[str, str]]:
    """What a form has to send along so that the rest of the address stays."""
    gone = {*but, EDITED, NEWER, OLDER}
    return [(name, value) for name, values in query.lists() if name not in gone for value in values]


def _plain(query: QueryDict) -> QueryDict:
    """Without what no database can look for, and without what a form left empty."""
    clean = query.copy()
    for name, values in query.lists():
        said = [value.replace("\x00", "") for value in values if value]
        if said:
            clean.setlist(name, said)
        else:
            del clean[name]
    return clean
