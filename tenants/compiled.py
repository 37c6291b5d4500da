"""Queries that every page asks: their SQL is worked out once for each process, as for a prepared statement."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Slot(Expression):
    """Stands in a queryset for a number, or a value of another kind, that is known only when it is asked."""

    def __init__(self, name: str, kind: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=kind or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override]  # as `Value` does
        return "%s", [self]


class Compiled:
    """`Compiled(build)(ticket=42)`: the rows, as tuples, of the queryset of values that `build` makes, 42 in `Slot("ticket")`.

    `build` runs once, whatever workspace is at hand: it must not look at rows.
    """

    def __init__(self, build: Callable[[], "QuerySet[Any, tuple[Any, ...]]"]) -> None:
        self._build = build

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        sql, params = self._sql
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[param.name] if isinstance(param, Slot) else param for param in params])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        sql, params = self._build().query.get_compiler(connection=connection).as_sql()
        return sql, tuple(params)
