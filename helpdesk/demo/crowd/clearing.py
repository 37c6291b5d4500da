"""Takes indexes and references off tables that are about to grow a hundredfold, and puts them back: one pass, not millions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from django.db import connection
from django.db.backends.utils import CursorWrapper

#: What no primary key needs, and what no other table's rows refer to.
INDEXES = """
    SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    FROM pg_index i
    WHERE i.indrelid = %s::regclass
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid)
    ORDER BY i.indexrelid
"""
CONSTRAINTS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint c
    WHERE c.conrelid = %s::regclass AND c.contype IN ('u', 'f')
    ORDER BY c.contype DESC, c.oid
"""
#: Sorting in memory; PostgreSQL takes as much of it as an index needs, for as long as it is made.
MEMORY = "512MB"


@contextmanager
def set_aside(tables: Sequence[str], *, tell: Callable[[str], None]) -> Iterator[None]:
    """Within a transaction: whatever ends it early leaves the tables as they were.

    Rows that came meanwhile are checked when a reference is put back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL alters no table that has checks outstanding
        constraints = {table: _pairs(cursor, CONSTRAINTS, table) for table in tables}
        indexes = {table: _pairs(cursor, INDEXES, table) for table in tables}
        for drop, _ in chain(*constraints.values(), *indexes.values()):
            cursor.execute(drop)
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
        for kind, taken in (("Indexes", indexes), ("References", constraints)):
            for table, pairs in taken.items():
                tell(f"{kind} of {table}")
                for _, restore in pairs:
                    cursor.execute(restore)


def _pairs(cursor: CursorWrapper, question: str, table: str) -> list[tuple[str, str]]:
    """How to take each off, and how to put it back."""
    cursor.execute(question, [table])
    pairs: list[tuple[str, str]] = cursor.fetchall()
    return pairs
