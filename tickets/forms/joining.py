"""Which of two that are one stays, and what is known of it then."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.merging import FIELDS
from customers.models import Contact, Organisation
from customers.suggesting import ReferenceField

OTHERS = {Contact: gettext_lazy("The other contact"), Organisation: gettext_lazy("The other organisation")}
HELP = gettext_lazy("Part of a name, an address or a number; suggestions come while you type.")
#: Keeps what both say.
BOTH = "both"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both; where they are the same there is nothing to choose."""

    name: str
    label: str
    choices: Sequence[Choice]
    same: str = ""


class OtherForm(forms.Form):
    """With whom."""

    def __init__(self, *args: Any, one: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one = one
        self.fields["other"] = ReferenceField(type(one), label=OTHERS[type(one)], help_text=HELP)

    def clean_other(self) -> Any:
        if self.cleaned_data["other"] == self.one:
            raise forms.ValidationError(_("Please choose another one than this itself."))
        return self.cleaned_data["other"]


class JoinForm(forms.Form):
    """`pair` are the two; choices are their keys. `seen` is what both were when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pair: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        self.names = [name for name in FIELDS[type(pair[0])] if getattr(pair[0], name) != getattr(pair[1], name)]
        keys = [(str(row.pk), str(row)) for row in pair]
        self.fields["seen"].initial = self.now
        self.fields["stays"] = forms.ChoiceField(choices=keys, initial=keys[0][0])
        for name in self.names:
            more = [(BOTH, BOTH)] if name == "note" and all(row.note for row in pair) else []
            self.fields[name] = forms.ChoiceField(choices=keys + more, initial=self._first(name, more))

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self.now:
            raise forms.ValidationError(_("Somebody has changed one of them meanwhile. Please look once more."))
        return self.now

    @property
    def now(self) -> str:
        said = [[row.pk, row.merged_into_id, *(getattr(row, name) for name in FIELDS[type(row)])] for row in self.pair]
        return hashlib.blake2b(repr(said).encode(), digest_size=8).hexdigest()

    @property
    def gone_and_stays(self) -> tuple[Any, Any]:
        stays = self.cleaned_data["stays"]
        one, other = self.pair
        return (other, one) if stays == str(one.pk) else (one, other)

    @property
    def values(self) -> dict[str, Any]:
        by_key = {str(row.pk): row for row in self.pair}
        _gone, stays = self.gone_and_stays
        said = {name: self.cleaned_data.get(name, str(stays.pk)) for name in FIELDS[type(stays)]}
        return {
            name: "\n\n".join(row.note for row in self.pair) if key == BOTH else getattr(by_key[key], name)
            for name, key in said.items()
        }

    def lines(self) -> Iterator[Line]:
        for name in FIELDS[type(self.pair[0])]:
            label = str(capfirst(type(self.pair[0])._meta.get_field(name).verbose_name))
            if name in self.names:
                yield Line(name, label, list(self._choices(name)))
            elif said := _said(self.pair[0], name):
                yield Line(name, label, [], said)

    def stays(self) -> Sequence[Choice]:
        return list(self._choices("stays"))

    def _choices(self, name: str) -> Iterator[Choice]:
        chosen = str(self[name].value())
        for value, _label in self.fields[name].choices:  # type: ignore[attr-defined]  # all of them are ChoiceFields
            row = next((row for row in self.pair if str(row.pk) == value), None)
            words = _("Both, one below the other") if row is None else str(row) if name == "stays" else _said(row, name)
            yield Choice(value, words, value == chosen)

    def _first(self, name: str, more: Sequence[Any]) -> str:
        """What somebody said before what nobody said."""
        one, other = self.pair
        if more:
            return BOTH
        return str(one.pk if getattr(one, name) or not getattr(other, name) else other.pk)


def _said(row: Any, name: str) -> str:
    if name == "organisation_id":
        return str(row.organisation or "")
    if name == "is_partner":
        return _("Yes") if row.is_partner else _("No")
    return str(row.get_language_display() if name == "language" else getattr(row, name))
