"""What tickets can be asked by in a workspace's own fields, of every kind."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import BooleanField, F, Func, Model, Q, TextField, Value
from django.db.models.lookups import IContains
from django.utils.translation import gettext_lazy as _

from customers.kinds import ASSETS, CONTACTS
from tickets.choices import FieldKind
from tickets.facets.built_in import AHEAD, ENDS, YES_OR_NO, seen
from tickets.facets.controls import RecordField, choices, numbers, people
from tickets.models import CustomField
from tickets.vocabulary import Vocabulary
from ui.facet_fields import NONE, ContainsField, Days, DaysField, Range, RangeField, SeveralField
from ui.facets import Facet

GROUP = _("Custom fields")
NOT_SAID = _("Not said")


def own(words: Vocabulary) -> Iterator[Facet]:
    """Those that are seen; tickets of types that hide a field are never found by it."""
    for field in words.own():
        control, pick, parts = KINDS[FieldKind(field.kind)]
        facet = Facet(field.key, field.name, GROUP, partial(control, field), partial(pick, str(field.pk)), parts)
        hiding = words.hiding.get(field.key)
        yield seen(facet, hiding) if hiding else facet


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


def _answered(key: str, answers: Sequence[str]) -> Q:
    return _either((_has(key, each == "yes") for each in answers if each != NONE), keys=answers, key=key)


def _refers(key: str, record: Model) -> Q:
    return _has(key, record.pk)


def _contains(key: str, words: str) -> Q:
    """Django takes a key of digits for a place in a list, so the operator is named."""
    said = Func(F("custom"), Value(key), template="(%(expressions)s)", arg_joiner=" ->> ", output_field=TextField())
    return Q(IContains(said, words))


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
    path = f'$."{key}"{cast} ? ({" && ".join(ends)})'
    given = json.dumps({name: end for name, end in (("low", low), ("high", high)) if end is not None})
    template = "%(function)s(%(expressions)s::jsonb, true)"
    return Q(
        Func(
            F("custom"),
            Func(Value(path), template="%(expressions)s::jsonpath"),
            Value(given),
            function="jsonb_path_exists",
            template=template,
            output_field=BooleanField(),
        )
    )


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
