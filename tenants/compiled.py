"""Queries that every page asks: their SQL is worked out once for each process, as for a prepared statement."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


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

    def __init__(self, build: Callable[[], "QuerySet[Any, Any]"]) -> None:
        self._build = build

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        sql, params = self._sql
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[param.name] if isinstance(param, Slot) else param for param in params])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    @cached_property
    def compiler(self) -> SQLCompiler:
        compiler: SQLCompiler = self._build().query.get_compiler(connection=connection)
        return compiler

    @cached_property
    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.compiler.as_sql()
        return sql, tuple(params)


class CompiledRows(Generic[Row]):
    """`CompiledRows(build)(host="acme.example.com")`: instances, with what they are annotated with; relations are not joined."""

    def __init__(self, build: Callable[[], "QuerySet[Row, Row]"]) -> None:
        self._ask = Compiled(build)

    def __call__(self, **values: Any) -> list[Row]:
        rows = self._ask(**values)
        names, annotated, model = self._shape
        found = []
        for row in rows:
            made = model.from_db(connection.alias, names, row[: len(names)])
            for name, at in annotated:
                setattr(made, name, row[at])
            found.append(made)
        return found

    @cached_property
    def _shape(self) -> tuple[list[str], list[tuple[str, int]], type[Row]]:
        compiler = self._ask.compiler
        info = compiler.klass_info
        columns = [column for column, _sql, _alias in compiler.select or ()]
        if info is None or compiler.get_converters(columns):
            raise TypeError("Only rows of tables whose fields hold what the database hands over")
        names = [columns[at].target.attname for at in info["select_fields"]]
        return names, list((compiler.annotation_col_map or {}).items()), info["model"]
