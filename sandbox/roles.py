"""Who may do what in the sandbox's PostgreSQL: the product's own role is no superuser."""

from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

NAME = "helpdesk"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")

Connection = psycopg.Connection[tuple[Any, ...]]


def prepare(sockets: Path, *, superuser: str, product: str) -> None:
    """Create role, extensions and database, as far as they are missing; twice is once."""
    with connect(sockets, database="postgres", password=superuser) as server:
        create_role(server, password=product)
        if exists(server, "SELECT FROM pg_database WHERE datname = %s"):
            return
        with connect(sockets, database="template1", password=superuser) as template:
            create_extensions(template)
        server.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(NAME)))


def connect(sockets: Path, *, database: str, password: str) -> Connection:
    return psycopg.connect(host=str(sockets), user="postgres", password=password, dbname=database, autocommit=True)


def exists(server: Connection, question: LiteralString) -> bool:
    return server.execute(question, [NAME]).fetchone() is not None


def create_role(server: Connection, *, password: str) -> None:
    if exists(server, "SELECT FROM pg_roles WHERE rolname = %s"):
        return
    create = sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}")
    server.execute(create.format(sql.Identifier(NAME), sql.Literal(password)))
    if server.info.server_version >= 160000:
        grant = sql.SQL("ALTER ROLE {} SET createrole_self_grant = 'set, inherit'")
        server.execute(grant.format(sql.Identifier(NAME)))


def create_extensions(template: Connection) -> None:
    """In the template, so that every database made later, a test's too, has them."""
    for extension in EXTENSIONS:
        template.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
