"""What the database makes of questions (`desk_…`, decision 0028), as expressions."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, FloatField, Func, IntegerField, JSONField, TextField, Value


class Pattern(Func):
    """A regular expression for words of the vocabulary that are kin to this one."""

    function = "desk_pattern"
    output_field = TextField()


class Stem(Func):
    """A word's stem in German, for comparing; of folded words too."""

    template = "ts_lexize('pg_catalog.german_stem', %(expressions)s)"
    output_field = ArrayField(TextField())


class Idle(Func):
    """Whether German or English does not count this word (the, und)."""

    function = "desk_idle"
    output_field = BooleanField()


class Query(Func):
    """All of these terms; `weights` are the letters of what is searched, nothing for everything."""

    function = "desk_query"
    output_field = SearchQueryField()

    def __init__(self, terms: list[dict[str, Any]], weights: str = "") -> None:
        super().__init__(Value(terms, JSONField()), Value(weights))


class Found(Func):
    """`Found("digest__search", query)`: whether the query finds it."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Rank(Func):
    """How well a digest answers: `Rank("digest__search", typed, meant)`."""

    function = "desk_rank"
    output_field = FloatField()


class Excerpt(Func):
    """Some signs before and behind the first place where a pattern fits; the beginning where none does."""

    function = "desk_excerpt"
    output_field = TextField()


class AmongThese(Func):
    """Whether it is one of a list that is given as a whole: `AmongThese("pk", Slot("keys"))`."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()


class Same(Func):
    """Whether both are the same."""

    template = "(%(expressions)s)"
    arg_joiner = " = "
    output_field = BooleanField()


class AnyOf(Func):
    """Queries of which one is enough."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = SearchQueryField()


class AllOf(Func):
    """Queries of which each has to find something."""

    template = "(%(expressions)s)"
    arg_joiner = " && "
    output_field = SearchQueryField()


class Alike(Func):
    """What part of what a subject says a digest says too: words with place and weight, of which the whole is 1."""

    function = "desk_alike"
    output_field = FloatField()

    def __init__(self, search: str, *, letters: list[str], words: list[tuple[str, int, float]]) -> None:
        forms, places, weights = zip(*words, strict=True)
        texts = [Value(list(each), ArrayField(kind)) for each, kind in ((letters, TextField()), (forms, TextField()))]
        numbers = [Value(list(places), ArrayField(IntegerField())), Value(list(weights), ArrayField(FloatField()))]
        super().__init__(F(search), *texts, *numbers)
