"""What staff and customers may do with each field of a type: two choices a field."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.actions.ruling import usual_of
from tickets.choices import Access
from tickets.fields import FieldRule, fields_of
from tickets.models import TicketType


@dataclass(frozen=True, slots=True)
class Line:
    """A field, with its two controls."""

    rule: FieldRule
    staff: forms.BoundField
    portal: forms.BoundField

    @property
    def is_changed(self) -> bool:
        return (self.rule.staff, self.rule.portal) != usual_of(self.rule)


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    lines: list[Line]


class TypeFieldsForm(forms.Form):
    """Posted as `severity-staff=write`, `severity-portal=hidden`."""

    def __init__(self, data: Any = None, *, type_: TicketType) -> None:
        super().__init__(data)
        self.rules = fields_of(type_)
        for rule in self.rules:
            self.fields[f"{rule.key}-staff"] = _choice(_("%(field)s: staff"), rule, rule.may_staff, rule.staff)
            self.fields[f"{rule.key}-portal"] = _choice(_("%(field)s: customers"), rule, rule.may_portal, rule.portal)

    @property
    def groups(self) -> list[Group]:
        """In the order of the fields."""
        labels = list(dict.fromkeys(rule.group for rule in self.rules))
        return [Group(label, [self._line(rule) for rule in self.rules if rule.group == label]) for label in labels]

    @property
    def wanted(self) -> dict[str, tuple[Access, Access]]:
        cleaned = self.cleaned_data
        return {rule.key: (Access(cleaned[f"{rule.key}-staff"]), Access(cleaned[f"{rule.key}-portal"])) for rule in self.rules}

    def _line(self, rule: FieldRule) -> Line:
        return Line(rule, self[f"{rule.key}-staff"], self[f"{rule.key}-portal"])


def _choice(label: Any, rule: FieldRule, offered: tuple[Access, ...], now: Access) -> forms.ChoiceField:
    """What is chosen now can stay, even if it would not be offered."""
    choices = [(one.value, one.label) for one in Access if one in offered or one == now]
    return forms.ChoiceField(
        choices=choices,
        initial=now.value,
        widget=forms.Select(attrs={"class": "control", "aria-label": label % {"field": rule.label}}),
    )
