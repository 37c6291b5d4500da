"""What records are known by, as it is searched: in lower case, with ae for ä, and however one writes an accent."""

from functools import reduce
from operator import and_
from typing import Any

from django.db.models import F, Func, GeneratedField, Q, TextField, Value
from django.db.models.functions import Concat

#: `desk_plain` in the database; digests and vocabulary of tickets are folded by it as well (decision 0028).
FOLDING = "desk_plain"
#: From so many letters on a part is enough; of less it is the beginning of a word. More words nobody types.
PART, MOST_WORDS = 3, 8


class Plain(Func):
    """`Müller-Lüdenscheidt` and `MUELLER-LUEDENSCHEIDT` are the same."""

    function = FOLDING
    output_field = TextField()


class Digits(Func):
    """A telephone number however it was grouped."""

    function = "regexp_replace"
    template = "%(function)s(%(expressions)s, '[^0-9]', '', 'g')"
    output_field = TextField()


def known_by(*fields: str, phone: str = "") -> Any:
    """A column that the database keeps; every field begins behind a blank, so that beginnings of words can be asked for."""
    parts: list[Any] = [part for field in fields for part in (Value(" "), F(field))]
    parts += [Value(" "), F(phone), Value(" "), Digits(F(phone))] if phone else []
    return GeneratedField(expression=Plain(Concat(*parts, output_field=TextField())), output_field=TextField(), db_persist=True)


def known_as(words: str, *, of: str = "") -> Q:
    """What has all of these, in whatever order; `of` is the way to whom they are about."""
    parts = [word if len(word) >= PART else f" {word}" for word in words.split()[:MOST_WORDS]]
    return reduce(and_, [Q(**{f"{of}known__contains": Plain(Value(part))}) for part in parts], Q())
