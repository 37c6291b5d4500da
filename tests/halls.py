"""A workspace for tests whose rows are really committed: made once a process, and put back to how it was after each of them."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction

from tenants.choices import State
from tenants.models import Tenant
from tests.making import make_workspace

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
SEQUENCES = """
    SELECT sequencename, COALESCE(last_value, start_value), last_value IS NOT NULL FROM pg_sequences
    WHERE schemaname = current_schema()
"""


@dataclass(frozen=True)
class Hall:
    """What a new workspace holds: of each table with rows all of them, as COPY says them, and where each sequence stands."""

    tenant: Tenant
    rows: dict[str, bytes]
    sequences: list[tuple[str, int, bool]]


def build() -> Hall:
    tenant = make_workspace(f"hall-{uuid4().hex[:8]}", name="Hall")
    with tenant, connection.cursor() as cursor:
        rows = {}
        for table in _filled(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = b"".join(bytes(part) for part in copy)
        cursor.execute(SEQUENCES)
        hall = Hall(tenant, rows, cursor.fetchall())
    _set(hall, State.SUSPENDED)
    return hall


def unlock(hall: Hall) -> Tenant:
    """Between tests it is suspended, so that no other test meets it."""
    _set(hall, State.READY)
    return Tenant.objects.get(pk=hall.tenant.pk)


def put_back(hall: Hall) -> None:
    """Foreign keys look at the end only; what was never touched is left alone but for rows that were there from the start."""
    with hall.tenant, transaction.atomic(), connection.cursor() as cursor:
        for table in _filled(cursor):
            cursor.execute(f'DELETE FROM "{table}"')
        for table in _filled(cursor):  # triggers write down what was deleted
            cursor.execute(f'DELETE FROM "{table}"')
        for table, rows in hall.rows.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
        for name, value, is_called in hall.sequences:
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [f'"{name}"', value, is_called])
    _set(hall, State.SUSPENDED)
    shutil.rmtree(Path(settings.MEDIA_ROOT) / hall.tenant.schema_name, ignore_errors=True)
    for cache in caches.all():
        cache.clear()


def _set(hall: Hall, state: State) -> None:
    connection.set_schema_to_public()
    hall.tenant.state = state
    hall.tenant.save()


def _filled(cursor: object) -> list[str]:
    """The tables of this workspace that hold rows."""
    cursor.execute(TABLES)  # type: ignore[attr-defined]  # Django's cursors have no type of their own
    names = [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]
    asked = " UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in names)
    cursor.execute(asked)  # type: ignore[attr-defined]
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]
