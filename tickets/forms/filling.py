"""The control for each field of a ticket."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from customers.models import Asset, Contact, Contract, Product, Project
from customers.suggesting import PARTNERS, ReferenceField
from tickets.choices import Access, FieldKind
from tickets.fields import FieldRule
from tickets.forms.entries import EntriesField, EntryField, TagsField
from tickets.models import CustomField
from tickets.picklists import Entry
from tickets.values import stored

MINUTE = "%Y-%m-%dT%H:%M"
DAY = "%Y-%m-%d"
LONGEST = 20_000
ALWAYS_SAID = frozenset({"subject", "requester", "organisation"})


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen, read once for the whole form."""

    lists: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    people: Sequence[User] = ()
    teams: Sequence[Team] = ()
    #: In the portal: a customer's own. At the desk objects are found by typing.
    assets: Sequence[Asset] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Controls under a heading; those people set on every ticket have none and come first."""

    title: str
    fields: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        """Where something is wrong, or said or asked for that not every ticket has."""
        asked = [bound for bound in self.fields if bound.name not in ALWAYS_SAID]
        return any(bound.errors for bound in self.fields) or any(bound.field.required or bound.value() for bound in asked)


def groups_of(form: forms.BaseForm, rules: Iterable[FieldRule]) -> list[Group]:
    """The controls of these fields in their groups, in order."""
    groups: dict[str, list[forms.BoundField]] = {"": []}
    for rule in rules:
        if rule.key in form.fields:
            groups.setdefault(rule.group, []).append(form[rule.key])
    return [Group(title, fields) for title, fields in groups.items()]


def values_of(cleaned: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """As the verbs take them: the workspace's own fields together, as they are kept."""
    plain = {name: cleaned[name] for name in names if name in cleaned}
    own = {name.removeprefix("custom_"): stored(plain.pop(name)) for name in [*plain] if name.startswith("custom_")}
    return plain | ({"custom": own} if own else {})


class HiddenMinute(forms.DateTimeInput):
    """What a time was when the page was made, as its control shows it: to the minute."""

    input_type = "hidden"


class HiddenDay(forms.DateInput):
    input_type = "hidden"


def input_for(rule: FieldRule, *, offers: Offers, access: Access) -> forms.Field | None:
    """The control with its label; None where there is nothing to choose from (T24-18), or it has a form of its own."""
    common = common_of(rule, access=access)
    if rule.custom is not None:
        return _own(rule.custom, offers, common)
    if rule.key in offers.lists:
        return EntryField(offers.lists[rule.key], **common) if offers.lists[rule.key] else None
    if rule.key == "assets":
        return _assets(offers, common)
    make = BUILT_IN.get(rule.key)
    return make(**common) if make else None


def common_of(rule: FieldRule, *, access: Access) -> dict[str, Any]:
    return {"label": rule.label, "required": access == Access.REQUIRED}


def opened(value: Any, control: forms.Field) -> Any:
    """A kept value of a custom field as its control begins with it."""
    if isinstance(control, EntryField | EntriesField):
        return [str(pk) for pk in value] if isinstance(value, list) else str(value)
    return Decimal(value) if isinstance(control, forms.DecimalField) else value


def _assets(offers: Offers, common: dict[str, Any]) -> forms.Field | None:
    """Customers tick theirs, one or several (RB-12); at the desk the first is found by typing, the others on the ticket."""
    if offers.assets is None:
        return _asset(offers, common | {"label": _("Object")})
    return EntriesField(offers.assets, **common) if offers.assets else None


def _asset(offers: Offers, common: dict[str, Any]) -> forms.Field | None:
    if offers.assets is None:
        return ReferenceField(Asset, **common)
    return EntryField(offers.assets, empty=_("None in particular"), **common) if offers.assets else None


def _minute(**common: Any) -> forms.Field:
    made = forms.DateTimeField(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE), **common)
    made.hidden_widget = partial(HiddenMinute, format=MINUTE)  # type: ignore[assignment]  # makes one
    return made


def _day(**common: Any) -> forms.Field:
    made = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format=DAY), **common)
    made.hidden_widget = partial(HiddenDay, format=DAY)  # type: ignore[assignment]  # makes one
    return made


def _amount(*, digits: int = 8, places: int = 2, minimum: int | None = 0, **common: Any) -> forms.Field:
    """With the reader's own decimal mark: 1,5 is one and a half in German."""
    return forms.DecimalField(
        max_digits=digits, decimal_places=places, min_value=minimum, localize=True, widget=forms.TextInput(), **common
    )


def _text(*, longest: int = LONGEST, **common: Any) -> forms.Field:
    return forms.CharField(max_length=longest, widget=forms.Textarea(attrs={"rows": 3}), **common)


def _flag(**common: Any) -> forms.Field:
    return forms.BooleanField(label=common["label"], required=False)


BUILT_IN: dict[str, Callable[..., forms.Field]] = {
    "tags": partial(TagsField, max_length=1000, help_text=_("Between commas.")),
    "is_urgent": _flag,
    "due_at": _minute,
    "target_at": _minute,
    "estimated_on": _day,
    "project": partial(ReferenceField, Project),
    "partner": partial(ReferenceField, PARTNERS),
    "product": partial(ReferenceField, Product),
    "contract": partial(ReferenceField, Contract),
    "hours": _amount,
    "days": _amount,
    "report": _text,
    "solution": partial(_text, help_text=_("The customer and whoever is responsible are told by e-mail.")),
}

YES_NO = [("", _("Not specified")), ("true", _("Yes")), ("false", _("No"))]


class YesNoField(forms.ChoiceField):
    def prepare_value(self, value: Any) -> Any:
        return str(value).lower() if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        return {"true": True, "false": False}.get(super().clean(value))


def _own(custom: CustomField, offers: Offers, common: dict[str, Any]) -> forms.Field | None:
    common = common | {"help_text": custom.help}
    if custom.has_options:
        options = [option for option in custom.options.all() if option.is_active]
        make = EntryField if custom.kind == FieldKind.CHOICE else EntriesField
        return make(options, **common) if options else None
    if custom.kind == FieldKind.USER:
        return EntryField(offers.people, empty=_("Nobody"), **common)
    if custom.kind == FieldKind.ASSET:
        return _asset(offers, common)
    return OWN[FieldKind(custom.kind)](**common)


OWN: dict[FieldKind, Callable[..., forms.Field]] = {
    FieldKind.TEXT: partial(forms.CharField, max_length=500),
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: partial(_amount, digits=16, places=4, minimum=None),
    FieldKind.MONEY: partial(_amount, digits=12, places=2, minimum=None),
    FieldKind.DATE: _day,
    FieldKind.YES_NO: partial(YesNoField, choices=YES_NO),
    FieldKind.LINK: partial(forms.URLField, max_length=1000, assume_scheme="https"),
    FieldKind.CONTACT: partial(ReferenceField, Contact),
}
