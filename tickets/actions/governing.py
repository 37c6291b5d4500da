"""Says which rules there are, in which order, and for which tickets."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Team
from tickets.models import Rule
from tickets.rules.choices import Happening

#: Each of them is looked at whenever something happens to a ticket.
MOST_RULES = 200
LONGEST_NAME = 80


class TooManyRules(Exception):
    """There are as many as there may be."""


class Idle(Exception):
    """It does nothing yet, so it cannot be switched on."""


@transaction.atomic
def found(*, name: str, happening: Happening, team: Team | None = None, goes_on: bool = True, query: str = "") -> Rule:
    """A new rule, the last one, switched off until somebody is done with it."""
    rule = Rule(name=name, query=query, position=next_place())
    return describe(rule, name=name, happening=happening, team=team, goes_on=goes_on)


@transaction.atomic
def describe(rule: Rule, *, name: str, happening: Happening, team: Team | None = None, goes_on: bool = True) -> Rule:
    """`team` says to whom an own action is offered; of other rules it says nothing."""
    rule.name, rule.happening, rule.goes_on = name, happening, goes_on
    rule.team = team if happening == Happening.BY_HAND else None
    rule.save()
    return rule


@transaction.atomic
def ask_of(rule: Rule, query: str) -> Rule:
    """Which tickets it is for: the address of a list, without its question mark."""
    rule.query = query
    rule.save(update_fields=["query"])
    return rule


@transaction.atomic
def switch(rule: Rule, *, is_on: bool) -> Rule:
    """Raises `Idle` for one that does nothing."""
    rule = Rule.objects.select_for_update().get(pk=rule.pk)
    if is_on and not rule.deeds:
        raise Idle
    rule.is_active = is_on
    rule.save(update_fields=["is_active"])
    return rule


@transaction.atomic
def copy_rule(rule: Rule) -> Rule:
    """Another one that is the same, the last and switched off, so that something of it can be changed first (T24-30)."""
    name = _("%(name)s (copy)") % {"name": rule.name[: LONGEST_NAME - 10]}
    copied = Rule(name=name, happening=rule.happening, team=rule.team, query=rule.query, deeds=rule.deeds, goes_on=rule.goes_on)
    copied.position = next_place()
    copied.save()
    return copied


def remove(rule: Rule) -> None:
    """What it did stays in the tickets' histories, under its name."""
    Rule.objects.filter(pk=rule.pk).delete()


def next_place() -> int:
    """Behind all others. Raises `TooManyRules`."""
    list(Rule.objects.select_for_update().values("pk"))
    if Rule.objects.count() >= MOST_RULES:
        raise TooManyRules
    return (Rule.objects.aggregate(last=Max("position"))["last"] or 0) + 1
