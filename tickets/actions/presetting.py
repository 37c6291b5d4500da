"""Takes over a set of rules (T24-28, T24-33)."""

from collections.abc import Iterator

from django.db import transaction

from tickets.actions.governing import next_place
from tickets.models import Priority, Rule
from tickets.rules.deeds import Deed
from tickets.rules.presets import RulePreset, WantedRule


@transaction.atomic
def adopt_rules(preset: RulePreset) -> list[Rule]:
    """Make those that are not there yet, switched on; twice changes nothing. Of a level without a priority there is none."""
    return list(_made(preset))


def _made(preset: RulePreset) -> Iterator[Rule]:
    place = next_place()
    there = set(Rule.objects.filter(preset__in=preset.keys()).values_list("preset", flat=True))
    for wanted in preset.rules:
        query = _query(wanted)
        if wanted.key not in there and query:
            deed = Deed(1, wanted.deed, wanted.chosen)
            rule = Rule(name=str(wanted.name), query=query, deeds=[deed.kept()], is_active=True, preset=wanted.key)
            rule.position = place
            rule.save()
            place += 1
            yield rule


def _query(wanted: WantedRule) -> str:
    keys = Priority.objects.filter(is_active=True, level=wanted.level).order_by("pk").values_list("pk", flat=True)
    return "&".join(f"priority={key}" for key in keys)
