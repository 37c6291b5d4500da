"""Sets of rules that many desks want, ready to be taken over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.choices import Level
from tickets.rules.choices import DeedKind


@dataclass(frozen=True, slots=True)
class WantedRule:
    """For tickets of all priorities of one level; `key` says which rule it is, so that twice is once."""

    key: str
    name: str | Promise
    level: Level
    deed: DeedKind
    chosen: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RulePreset:
    key: str
    icon: str
    label: str | Promise
    sentence: str | Promise
    rules: tuple[WantedRule, ...]

    def keys(self) -> Iterator[str]:
        return (wanted.key for wanted in self.rules)


DUE = RulePreset(
    "due",
    "calendar-clock",
    _("Due dates by priority"),
    _("New tickets are due after 1 day (high), 3 days (normal) or 5 days (low). A date that somebody sets by hand stays."),
    (
        WantedRule("due-high", _("Due date: high priority"), Level.HIGH, DeedKind.DUE, {"days": 1}),
        WantedRule("due-normal", _("Due date: normal priority"), Level.NORMAL, DeedKind.DUE, {"days": 3}),
        WantedRule("due-low", _("Due date: low priority"), Level.LOW, DeedKind.DUE, {"days": 5}),
    ),
)
URGENT = RulePreset(
    "urgent",
    "flame",
    _("High priority is urgent"),
    _("New tickets with high priority get the flame."),
    (WantedRule("urgent-high", _("Urgent: high priority"), Level.HIGH, DeedKind.SET, {"field": "is_urgent", "value": True}),),
)
PRESETS: Mapping[str, RulePreset] = {each.key: each for each in (DUE, URGENT)}
