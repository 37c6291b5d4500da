"""Queries that every page asks: worked out once for each process, and planned once for each connection (decisions 0014, 0029)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField, Expression, F, Field, Func, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

from tenants import here

Row = TypeVar("Row", bound=Model)


class Slot(Expression):
    """Stands in a queryset for a number, or a value of another kind, that is known only when it is asked."""

    def __init__(self, name: str, kind: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=kind or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override]  # as `Value` does
        return "%s", [self]


def among(name: str, field: str = "pk") -> Func:
    """A condition: the field is one of the numbers in this slot, however many there are."""
    keys = Slot(name, ArrayField(BigIntegerField()))
    return Func(F(field), keys, template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField())


class Compiled:
    """`Compiled(build)(ticket=42)`: the rows, as tuples, of the queryset of values that `build` makes, 42 in `Slot("ticket")`.

    `build` runs once, whatever workspace is at hand: it must not look at rows. What is asked but once does not last.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Any]]", *, lasts: bool = True) -> None:
        self._build = build
        self._lasts = lasts

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        sql, slots = self._sql
        with here.connection().lasting_cursor() if self._lasts else connection.cursor() as cursor:
            cursor.execute(sql, [_sent(values[name]) for name in slots])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    @cached_property
    def _compiler(self) -> Any:
        return self._build().query.get_compiler(connection=connection)

    @cached_property
    def _sql(self) -> tuple[str, Sequence[str]]:
        """With all that is always the same written out, and the names of the slots in the order of their places."""
        sql, params = self._compiler.as_sql()
        places = tuple(_place(param) if isinstance(param, Slot) else _literal(param) for param in params)
        return sql.replace("%%", "%%%%") % places, [param.name for param in params if isinstance(param, Slot)]


class CompiledRows(Compiled, Generic[Row]):
    """`CompiledRows(build)(ticket=42)`: the same for nouns, with what they select or are annotated with; none is prefetched."""

    def __init__(self, build: "Callable[[], QuerySet[Row]]") -> None:
        super().__init__(build)

    def __call__(self, **values: Any) -> list[Row]:  # type: ignore[override]  # rows of another kind
        rows = super().__call__(**values)
        return list(ModelIterable(_Answer(self._compiler, self._converters, rows)))  # type: ignore[arg-type]  # answers it all

    @cached_property
    def _converters(self) -> Any:
        """From what psycopg reads to what our fields hold, by column."""
        return self._compiler.get_converters([column for column, *_ in self._compiler.select])


class CompiledUpdate(Compiled):
    """`CompiledUpdate(build, seen_at=Slot("now"))(user=7, now=…)` sets that in the rows of `build`; returns how many."""

    def __init__(self, build: "Callable[[], QuerySet[Any]]", **to: Any) -> None:
        super().__init__(build)
        self._to = to

    def __call__(self, **values: Any) -> int:  # type: ignore[override]  # a number
        sql, slots = self._sql
        with here.connection().lasting_cursor() as cursor:
            cursor.execute(sql, [_sent(values[name]) for name in slots])
            return int(cursor.rowcount)

    @cached_property
    def _compiler(self) -> Any:
        query: Any = self._build().order_by().query.chain(UpdateQuery)
        query.add_update_values(self._to)
        return query.get_compiler(connection=connection)


class CompiledInsert(Generic[Row]):
    """`CompiledInsert(Event)(event)` writes a new row down, as its `save` would, and gives it its key."""

    def __init__(self, noun: type[Row]) -> None:
        self._noun = noun

    def __call__(self, row: Row) -> Row:
        values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in self._fields]
        with here.connection().lasting_cursor() as cursor:
            cursor.execute(self._sql, [_sent(value) for value in values])
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        return row

    @cached_property
    def _fields(self) -> list[Any]:
        return [field for field in self._noun._meta.local_concrete_fields if not (field.primary_key or field.generated)]

    @cached_property
    def _sql(self) -> str:
        quote: Any = connection.ops.quote_name
        table, key = quote(self._noun._meta.db_table), quote(self._noun._meta.pk.column)
        names = ", ".join(quote(field.column) for field in self._fields)
        places = ", ".join(["%s"] * len(self._fields))
        return f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key}"  # noqa: S608 -- names of our own


class _Answer:
    """As much of a queryset as Django's `ModelIterable` asks, of rows that are there already."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(self, compiler: Any, converters: Any, rows: Iterable[tuple[Any, ...]]) -> None:
        self.query = self
        self.db = compiler.connection.alias
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map
        self._compiler, self._converters, self._rows = compiler, converters, rows

    def get_compiler(self, using: str) -> "_Answer":
        return self

    def execute_sql(self, **how: Any) -> list[Iterable[tuple[Any, ...]]]:
        return [self._rows]

    def results_iter(self, results: Any) -> Iterator[Any]:
        return iter(self._compiler.apply_converters(self._rows, self._converters) if self._converters else self._rows)


def _sent(value: Any) -> Any:
    """Numbers go as text, so that a statement is the same for small and large ones and for none; its places say what they are."""
    if isinstance(value, list | tuple):
        return f"{{{','.join(map(str, value))}}}"
    return str(value) if isinstance(value, int | str) else value


def _place(slot: Slot) -> str:
    return f"%s::{slot.output_field.db_type(connection)}"


def _literal(value: Any) -> str:
    return str(connection.ops.compose_sql("%s", [value])).replace("%", "%%")  # type: ignore[attr-defined]  # PostgreSQL's
