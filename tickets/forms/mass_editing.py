"""Which fields are set on many tickets at once, and to what."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access import workers
from accounts.models import User
from tickets.choices import Access, FieldKind
from tickets.fields import FieldRule, rules_of
from tickets.forms.entries import EntryField
from tickets.forms.filling import Group, Offers, groups_of, input_for, values_of
from tickets.mass.wishes import Wish
from tickets.vocabulary import Vocabulary, vocabulary

#: Rows of their own, or an action of its own.
NOT_HERE = frozenset({"assets", "articles", "external_references", "tags"})


class ManyFieldsForm(forms.Form):
    """Only what is ticked in `set` is set; an empty control that is ticked empties its field.

    Whether tickets of a type have a field, and may lose it, is judged ticket by ticket.
    """

    set = forms.MultipleChoiceField(required=False, label=_("Set"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        known = vocabulary(user)
        self.rules = list(_rules(known))
        offers = Offers(lists=known.lists, people=_people(self.rules))
        if known.has_types:
            types = [type_ for type_ in known.types if type_.is_active]
            self.fields["type"] = EntryField(types, label=_("Type"), required=False)
        for rule in self.rules:
            if made := input_for(rule, offers=offers, access=Access.WRITE):
                self.fields[rule.key] = made
        choices = [(name, field.label) for name, field in self.fields.items() if name != "set"]
        self.fields["set"].choices = choices  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = said.get("set", [])
        for name in [name for name in self.errors if name in self.fields and name != "set" and name not in chosen]:
            del self.errors[name]
        if not chosen and "set" not in self.errors:
            self.add_error("set", ValidationError(_("Please tick at least one field.")))
        if "type" in chosen and said.get("type") is None and "type" not in self.errors:
            self.add_error("type", ValidationError(_("A ticket always has a type.")))
        return said

    def groups(self) -> list[Group]:
        first, *others = groups_of(self, self.rules)
        types = [self["type"]] if "type" in self.fields else []
        return [Group("", types + first.fields), *others]

    def wish(self) -> Wish:
        values = values_of(self.cleaned_data, self.cleaned_data["set"])
        return Wish(custom=values.pop("custom", {}), fields=values)


def _rules(known: Vocabulary) -> Iterator[FieldRule]:
    """Those that are seen on tickets of any type (T24-18)."""
    for rule in rules_of([], list(known.own())):
        if rule.key not in NOT_HERE and (rule.custom is not None or known.has(rule.key)):
            yield rule


def _people(rules: list[FieldRule]) -> list[User]:
    asks = any(rule.custom and rule.custom.kind == FieldKind.USER for rule in rules)
    return workers() if asks else []
