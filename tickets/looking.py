"""Where staff's search looks beyond what was said: findings, own fields, references, objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from operator import add, or_
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, JSONField, Q, QuerySet

from customers.kinds import ASSETS
from tickets.choices import FieldKind
from tickets.models import ExternalReference, Ticket
from tickets.models.own_words import OwnWords, findings
from tickets.querysets import word_forms
from tickets.vocabulary import Vocabulary

Keys = QuerySet[Any, Any]
TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.LINK)
AMOUNTS = (FieldKind.NUMBER, FieldKind.MONEY)
SAID = ("report", "solution")
#: 12.5 and 12,5; 1.250,00 is not taken apart.
AMOUNT = re.compile(r"^-?\d{1,12}(?:[.,]\d{1,4})?$")
#: Whose words are those of so many options has asked for too little.
MOST_OPTIONS = 50


def beyond(words: str, known: Vocabulary) -> list[Keys]:
    """Keys of tickets; a field that a ticket's type hides finds nothing."""
    return [*_found_out(words, known), *_own_values(words, known), *_named_elsewhere(words), *_objects(words, known)]


def _found_out(words: str, known: Vocabulary) -> Iterator[Keys]:
    """By one index; where a type hides some of it, the rest of what was found is read again."""
    found = Ticket.objects.order_by().annotate(said=findings()).filter(said=word_forms(words))
    hiding = {type_.pk: keys for type_ in known.types if (keys := _hidden_texts(type_.pk, known))}
    yield found.exclude(type__in=hiding).values("pk")
    for type_, keys in hiding.items():
        yield found.filter(type=type_).annotate(seen=_without(keys)).filter(seen=word_forms(words)).values("pk")


def _hidden_texts(type_: int, known: Vocabulary) -> set[str]:
    texts = {field.key for field in known.customs if field.kind in TEXTS}
    return {key for key, types in known.hiding.items() if type_ in types and (key in SAID or key in texts)}


def _without(keys: set[str]) -> Any:
    own = ",".join(f"'{key.removeprefix('custom_')}'" for key in sorted(keys - {*SAID}))
    rest = Func(F("custom"), template=f"(%(expressions)s - ARRAY[{own}]::text[])", output_field=JSONField())
    words: list[Any] = [OwnWords(rest, config=config) for config in ("german", "simple")]
    said = [key for key in SAID if key not in keys]
    vectors: list[Any] = [SearchVector(*said, config=config) for config in ("german", "simple")] if said else []
    return reduce(add, [*words, *vectors])


def _own_values(words: str, known: Vocabulary) -> Iterator[Keys]:
    """Names of what was chosen, and amounts: equal values, which the index on `custom` finds."""
    plain, amount = words.casefold(), AMOUNT.match(words) and words.replace(",", ".")
    for field in known.own():
        key = str(field.pk)
        held: list[Any] = []
        if field.has_options:
            named = [option.pk for option in field.options.all() if plain in option.name.casefold()][:MOST_OPTIONS]
            held = [[pk] for pk in named] if field.kind == FieldKind.CHOICES else named
        elif field.kind in AMOUNTS and amount:
            held = [_kept(amount)]
        if held:
            picked = reduce(or_, [Q(custom__contains={key: value}) for value in held])
            hiding = known.hiding.get(field.key, frozenset())
            yield Ticket.objects.order_by().filter(picked).exclude(type__in=hiding).values("pk")


def _kept(amount: str) -> str:
    """As `values.stored` writes it: 12,50 is 12.5."""
    whole, _point, rest = amount.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))


def _named_elsewhere(words: str) -> Iterator[Keys]:
    yield ExternalReference.objects.order_by().filter(Q(external_id=words) | Q(reply_id=words)).values("ticket")


def _objects(words: str, known: Vocabulary) -> Iterator[Keys]:
    about = Ticket.assets.through._default_manager.filter(asset__in=ASSETS.model._default_manager.filter(_called(words)))
    yield about.exclude(ticket__type__in=known.hiding.get("assets", frozenset())).order_by().values("ticket")


def _called(words: str) -> Q:
    return Q(name__icontains=words) | Q(number__iexact=words)
