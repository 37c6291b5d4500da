"""Names in the order in which a German reader looks for them."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

PLAIN = {
    **dict.fromkeys("äàáâãåæ", "a"),
    **dict.fromkeys("öòóôõø", "o"),
    **dict.fromkeys("üùúû", "u"),
    **dict.fromkeys("éèêë", "e"),
    **dict.fromkeys("íìîï", "i"),
    **dict.fromkeys("ýÿ", "y"),
    "ß": "s",
    "ç": "c",
    "ñ": "n",
    "š": "s",
    "ž": "z",
    "č": "c",
    "ł": "l",
}


class InOrder(Func):
    """Without regard to capitals and marks (DIN 5007): Ärger stands beside Arbeit. Immutable, so that it can be indexed.

    What has no letters but plain ones, as most names, need not be looked through letter by letter. Indexes are made of it: who
    changes it makes them anew.
    """

    output_field = TextField()
    template = (
        "CASE WHEN octet_length(%(expressions)s) = length(%(expressions)s) THEN lower(%(expressions)s) "
        f"ELSE translate(lower(%(expressions)s), '{''.join(PLAIN)}', '{''.join(PLAIN.values())}') END"
    )

    def __init__(self, expression: Any) -> None:
        super().__init__(expression)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:  # type: ignore[override]  # as `Func` does
        """The text stands in it several times."""
        sql, params = super().as_sql(compiler, connection, **context)
        return sql, [*params] * self.template.count("%(expressions)s")
