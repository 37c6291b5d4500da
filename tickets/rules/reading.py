"""Rules as pages say them: whole sentences, and what of them has gone."""

from collections.abc import Sequence
from dataclasses import dataclass

from tickets.models import Rule
from tickets.rules.conditions import Conditions
from tickets.rules.deeds import Deed, deeds_of, every_deed
from tickets.rules.targets import Targets, targets_of
from tickets.rules.wording import deed_said, rule_said


@dataclass(frozen=True, slots=True)
class ReadDeed:
    deed: Deed
    words: str


@dataclass(frozen=True, slots=True)
class ReadRule:
    """`is_wrong`: its conditions are not understood any more, so it is for no ticket."""

    rule: Rule
    conditions: str
    deeds: Sequence[ReadDeed]
    is_wrong: bool

    @property
    def sentence(self) -> str:
        return rule_said(self.rule, conditions=self.conditions, deeds=[each.words for each in self.deeds])


def read_rules(rules: Sequence[Rule]) -> list[ReadRule]:
    """A few queries for all of them; more only for names of customers and their records."""
    targets, conditions = targets_of(every_deed(rules)), Conditions()
    return [_read(rule, conditions, targets) for rule in rules]


def read_rule(rule: Rule) -> ReadRule:
    return read_rules([rule])[0]


def _read(rule: Rule, conditions: Conditions, targets: Targets) -> ReadRule:
    words, is_whole = conditions.said(rule.query) if rule.query else ("", True)
    return ReadRule(rule, words, [ReadDeed(deed, deed_said(deed, targets)) for deed in deeds_of(rule)], not is_whole)
