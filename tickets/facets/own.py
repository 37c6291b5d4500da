"""What tickets can be asked by in a workspace's own fields, of every kind."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Model, Q
from django.db.models.lookups import IContains
from django.utils.translation import gettext_lazy as _

from customers.kinds import ASSETS, CONTACTS
from tickets.choices import FieldKind
from tickets.facets.built_in import AHEAD, ENDS, YES_OR_NO, seen
from tickets.facets.controls import RecordField, TrustedRecordField, choices, numbers, people, people_meant, trusted_people
from tickets.held import is_between, words_in
from tickets.models import CustomField
from tickets.vocabulary import Vocabulary
from ui.facet_fields import NONE, ContainsField, Days, DaysField, Range, RangeField, SeveralField
from ui.facets import Facet

GROUP = _("Custom fields")
NOT_SAID = _("Not specified")


def own(words: Vocabulary) -> Iterator[Facet]:
    """Those that are seen, the others as gone; tickets of types that hide a field are never found by it."""
    shown = {field.pk for field in words.own()}
    for field in (*words.customs, *words.retired):
        facet = replace(_facet(field, words), is_gone=field.pk not in shown)
        hiding = words.hiding.get(field.key)
        yield seen(facet, hiding) if hiding else facet


def _facet(field: CustomField, words: Vocabulary) -> Facet:
    control, pick, parts = KINDS[FieldKind(field.kind)]
    facet = Facet(field.key, field.name, GROUP, partial(control, field), partial(pick, str(field.pk)), parts)
    if field.kind == FieldKind.USER:
        return replace(facet, trusting=trusted_people, pick=lambda keys: _one_person(str(field.pk), keys, words))
    kind = {FieldKind.CONTACT: CONTACTS, FieldKind.ASSET: ASSETS}.get(FieldKind(field.kind))
    return replace(facet, trusting=lambda asked: TrustedRecordField(kind)) if kind else facet


def _several(field: CustomField, asked: Sequence[str]) -> SeveralField:
    """What is offered, and what the address asks for although it is not any more."""
    wanted = set(numbers(asked))
    options = [option for option in field.options.all() if option.is_active or option.pk in wanted]
    return SeveralField(choices(options), without=NOT_SAID)


def _yes_no(field: CustomField, asked: Sequence[str]) -> SeveralField:
    return SeveralField(YES_OR_NO, without=NOT_SAID)


def _people(field: CustomField, asked: Sequence[str]) -> SeveralField:
    return people(asked, without=NOT_SAID)


def _has(key: str, value: Any) -> Q:
    """The index on `custom` finds it."""
    return Q(custom__contains={key: value})


def _either(found: Iterator[Q], *, keys: Sequence[str], key: str) -> Q:
    either = ~Q(custom__has_key=key) if NONE in keys else Q()
    for each in found:
        either |= each
    return either


def _any_of(key: str, keys: Sequence[str]) -> Q:
    return _either((_has(key, int(each)) for each in keys if each != NONE), keys=keys, key=key)


def _some_of(key: str, keys: Sequence[str]) -> Q:
    return _either((_has(key, [int(each)]) for each in keys if each != NONE), keys=keys, key=key)


def _one_person(key: str, keys: Sequence[str], words: Vocabulary) -> Q:
    nobody = [NONE] if NONE in keys else []
    return _any_of(key, [*nobody, *map(str, people_meant(keys, words.user))])


def _answered(key: str, answers: Sequence[str]) -> Q:
    return _either((_has(key, each == "yes") for each in answers if each != NONE), keys=answers, key=key)


def _refers(key: str, record: Model | str) -> Q:
    return _has(key, record.pk) if isinstance(record, Model) else ~Q(custom__has_key=key)


def _contains(key: str, words: str) -> Q:
    return Q(IContains(words_in(key), words))


def _within(key: str, days: Days) -> Q:
    if days.period == NONE:
        return ~Q(custom__has_key=key)
    low, high = days.bounds
    return between(key, "", low and low.isoformat(), high and high.isoformat())


def _amount(key: str, amounts: Range) -> Q:
    low, high = (None if end is None else float(end) for end in (amounts.low, amounts.high))
    return between(key, ".double()", low, high)


def between(key: str, cast: str, low: Any, high: Any) -> Q:
    """Both ends are meant too. What cannot be read as what it should be lies outside."""
    ends = [sign for sign, end in (("@ >= $low", low), ("@ <= $high", high)) if end is not None]
    given = json.dumps({name: end for name, end in (("low", low), ("high", high)) if end is not None})
    return Q(is_between(key, f"{cast} ? ({' && '.join(ends)})", given))


Control = Callable[[CustomField, Sequence[str]], Any]
Pick = Callable[[str, Any], Q]
ONE, RANGE = ("",), ENDS[1:]
TEXT: tuple[Control, Pick, tuple[str, ...]] = (lambda field, asked: ContainsField(), _contains, ONE)
AMOUNT: tuple[Control, Pick, tuple[str, ...]] = (lambda field, asked: RangeField(), _amount, RANGE)
KINDS: dict[FieldKind, tuple[Control, Pick, tuple[str, ...]]] = {
    FieldKind.TEXT: TEXT,
    FieldKind.LONG_TEXT: TEXT,
    FieldKind.LINK: TEXT,
    FieldKind.NUMBER: AMOUNT,
    FieldKind.MONEY: AMOUNT,
    FieldKind.DATE: (lambda field, asked: DaysField(*AHEAD), _within, ENDS),
    FieldKind.YES_NO: (_yes_no, _answered, ONE),
    FieldKind.CHOICE: (_several, _any_of, ONE),
    FieldKind.CHOICES: (_several, _some_of, ONE),
    FieldKind.USER: (_people, _any_of, ONE),
    FieldKind.CONTACT: (lambda field, asked: RecordField(CONTACTS), _refers, ONE),
    FieldKind.ASSET: (lambda field, asked: RecordField(ASSETS), _refers, ONE),
}
