"""Says what a rule does, and in which order."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tickets.models import Rule
from tickets.rules.choices import DeedKind
from tickets.rules.deeds import MOST_DEEDS, Deed, deeds_of


class TooManyDeeds(Exception):
    """The rule does as much as a rule can."""


@transaction.atomic
def add_deed(rule: Rule, *, kind: DeedKind, chosen: Mapping[str, Any]) -> Deed:
    """The last one (T24-35); `chosen` is as `Deed` says. Raises `TooManyDeeds`."""
    held = _hold(rule)
    deeds = deeds_of(held)
    if len(deeds) >= MOST_DEEDS:
        raise TooManyDeeds
    deed = Deed(max((each.key for each in deeds), default=0) + 1, kind, chosen)
    _keep(held, [*deeds, deed])
    return deed


@transaction.atomic
def change_deed(rule: Rule, key: int, *, chosen: Mapping[str, Any]) -> None:
    """In its place; of one that was removed meanwhile nothing comes."""
    held = _hold(rule)
    _keep(held, [Deed(key, each.kind, chosen) if each.key == key else each for each in deeds_of(held)])


@transaction.atomic
def drop_deed(rule: Rule, key: int) -> None:
    """Twice is once. A rule that does nothing any more is switched off."""
    held = _hold(rule)
    _keep(held, [each for each in deeds_of(held) if each.key != key])


@transaction.atomic
def shift_deed(rule: Rule, key: int, *, up: bool) -> None:
    """It changes places with its neighbour; the first stays first, the last stays last."""
    held = _hold(rule)
    deeds = deeds_of(held)
    at = next((place for place, each in enumerate(deeds) if each.key == key), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is not None and to is not None and 0 <= to < len(deeds):
        deeds[at], deeds[to] = deeds[to], deeds[at]
        _keep(held, deeds)


def _hold(rule: Rule) -> Rule:
    return Rule.objects.select_for_update().get(pk=rule.pk)


def _keep(rule: Rule, deeds: list[Deed]) -> None:
    rule.deeds = [deed.kept() for deed in deeds]
    rule.is_active = rule.is_active and bool(deeds)
    rule.save(update_fields=["deeds", "is_active"])
