"""Which rules a ticket meets: their conditions are the address of a list, judged by the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import BooleanField, Case, Q, Value, When
from django.http import QueryDict

from accounts.choices import Kind
from accounts.models import User
from tickets.models import Rule, Ticket
from tickets.querysets import TicketQuerySet
from tickets.rules.facets import rule_facets, said_facets
from tickets.vocabulary import Vocabulary, vocabulary
from ui.conditions import NAME, Asked, Filter
from ui.facets import Facets
from ui.phrases import sentence


@dataclass(frozen=True, slots=True)
class Filtered:
    """One filter of a rule, and whether the ticket meets it; `group` counts from 0, one of them is enough."""

    group: int
    words: str
    is_met: bool


class Conditions:
    """Of many rules; what lists know is read once, and only where a rule asks for something."""

    def __init__(self, words: Vocabulary | None = None) -> None:
        self._words = words

    @cached_property
    def facets(self) -> Facets:
        return rule_facets(self._words or as_system())

    @cached_property
    def _said(self) -> Facets:
        return said_facets(self.facets)

    def asked(self, query: str, *, trusting: bool = True) -> Asked:
        """`trusting` asks the database nothing, and knows no names of records."""
        return Asked(QueryDict(query), self.facets, trusting=trusting)

    def understands(self, asked: Asked) -> bool:
        """Whether everything it asks is asked by something that is there; lists leave out what is not, rules must not."""
        names = (NAME.match(name) for name in asked.query)
        return not asked.is_wrong and all(name and name["name"] in self.facets.by_name for name in names)

    def met(self, ticket: Ticket, rules: Sequence[Rule]) -> frozenset[int]:
        """The keys of the rules whose conditions this ticket meets: one query, however many there are.

        Where something of a condition is not understood (any more), the rule is met by no ticket: leaving it out, as lists do,
        would let in more than was meant.
        """
        asked = {rule.pk: self.asked(rule.query) for rule in rules if rule.query}
        always = {rule.pk for rule in rules if not rule.query}
        judged = judge(ticket, {pk: each.picked() for pk, each in asked.items() if self.understands(each)})
        return frozenset(always | {pk for pk, is_met in judged.items() if is_met})

    def filters(self, ticket: Ticket, rule: Rule) -> list[Filtered]:
        """Each filter of the rule by itself, for who asks why; two queries and what the names of records take."""
        asked = self.asked(rule.query, trusting=False)
        found: list[tuple[int, Filter]] = [(number, each) for number, group in enumerate(asked.used) for each in group.understood]
        judged = judge(ticket, {place: each.condition for place, (_group, each) in enumerate(found)})
        return [Filtered(group, each.phrase, judged[place]) for place, (group, each) in enumerate(found)]

    def among(self, tickets: TicketQuerySet, rule: Rule) -> TicketQuerySet:
        """Those of these tickets that meet the rule."""
        asked = self.asked(rule.query)
        return tickets.filter(asked.picked()) if self.understands(asked) else tickets.none()

    def said(self, query: str) -> tuple[str, bool]:
        """In the words of lists, and whether all of it is understood; nothing where every ticket is meant."""
        asked = Asked(QueryDict(query), self._said)
        return sentence([group.phrases for group in asked.groups]), self.understands(asked)


def judge(ticket: Ticket, conditions: Mapping[int, Q]) -> dict[int, bool]:
    """Which of them this ticket meets; one query, or none."""
    if not conditions:
        return {}
    columns = {f"is_{key}": _whether(condition) for key, condition in conditions.items()}
    found = Ticket.objects.filter(pk=ticket.pk).annotate(**columns).values_list(*columns)[:1]
    answers: Iterable[bool] = next(iter(found), ())
    return dict(zip(conditions, answers, strict=False))


def as_system() -> Vocabulary:
    """What lists know, as staff may read it, whoever they are."""
    return vocabulary(User(kind=Kind.STAFF))


def _whether(condition: Q) -> Case | Value:
    if not condition:
        return Value(True, BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
