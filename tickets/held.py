"""What own fields hold, as the database reads it: never an error, whatever lies there."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, DecimalField, F, Func, IntegerField, OuterRef, TextField, Value

NUMBER = DecimalField[Any, Any](max_digits=30, decimal_places=15)


def text_in(key: str) -> Func:
    """Django takes a key of digits for a place in a list, so the operator is named."""
    return Func(F("custom"), Value(key), template="(%(expressions)s)", arg_joiner=" ->> ", output_field=TextField())


def words_in(key: str) -> Func:
    """The same, where nothing lies an empty text."""
    return Func(F("custom"), Value(key), template="coalesce(%(expressions)s, '')", arg_joiner=" ->> ", output_field=TextField())


def number_in(key: str) -> Func:
    """Nothing of what is no number."""
    path = Func(Value(f'$."{key}".double()'), template="%(expressions)s::jsonpath")
    template = "(%(function)s(%(expressions)s, '{}', true))::numeric"
    return Func(F("custom"), path, function="jsonb_path_query_first", template=template, output_field=NUMBER)


def rank_in(key: str, keys: list[str]) -> Func:
    """The place of what is chosen among these."""
    ranks = Func(Value(keys, ArrayField(TextField())), template="%(expressions)s::text[]")
    return Func(ranks, text_in(key), function="array_position", output_field=IntegerField())


def key_in(key: str) -> Func:
    """What it refers to, for a query within the ticket's; nothing where that is no key."""
    is_key = f"jsonb_typeof(%(expressions)s -> '{int(key)}') = 'number' AND length(%(expressions)s ->> '{int(key)}') < 18"
    template = f"CASE WHEN {is_key} THEN (%(expressions)s ->> '{int(key)}')::numeric::bigint END"
    return Func(OuterRef("custom"), template=template, output_field=BigIntegerField())


def is_between(key: str, path: str, given: str) -> Func:
    """Whether a JSON path finds something there."""
    return Func(
        F("custom"),
        Func(Value(f'$."{key}"{path}'), template="%(expressions)s::jsonpath"),
        Value(given),
        function="jsonb_path_exists",
        template="coalesce(%(function)s(%(expressions)s::jsonb, true), false)",
        output_field=BooleanField(),
    )
