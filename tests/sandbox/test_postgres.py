"""The sandbox's PostgreSQL: starts, keeps, stops, and knows who is no superuser."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sandbox import postgres
from sandbox.homes import forget


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Deep enough that no socket could lie inside."""
    home = tmp_path_factory.mktemp("deep") / ("folder-" * 12) / "postgres"
    yield home
    postgres.stop(home)
    forget(home)


def test_a_started_server_is_running_until_it_is_stopped(home: Path) -> None:
    before = postgres.is_running(home)
    postgres.start(home, tests=True)
    meanwhile = postgres.is_running(home)
    postgres.stop(home)

    assert (before, meanwhile, postgres.is_running(home)) == (False, True, False)


def test_what_was_written_is_there_after_the_next_start(home: Path) -> None:
    with psycopg.connect(postgres.start(home, tests=True)) as database:
        database.execute("CREATE TABLE IF NOT EXISTS note AS SELECT 'still here' AS text")
    postgres.stop(home)

    with psycopg.connect(postgres.start(home, tests=True)) as database:
        assert database.execute("SELECT text FROM note").fetchall() == [("still here",)]


def test_the_product_may_create_roles_but_is_no_superuser(home: Path) -> None:
    with psycopg.connect(postgres.start(home, tests=True)) as database:
        rights = "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert database.execute(rights).fetchone() == ("helpdesk", False, True, True)


def test_the_product_can_become_a_role_it_has_made(home: Path) -> None:
    with psycopg.connect(postgres.start(home, tests=True), autocommit=True) as database:
        database.execute("CREATE ROLE acme")
        database.execute("GRANT acme TO CURRENT_USER")
        database.execute("SET ROLE acme")
        assert database.execute("SELECT current_user").fetchone() == ("acme",)
        database.execute("RESET ROLE")
        database.execute("DROP ROLE acme")


def test_a_new_database_has_the_extensions(home: Path) -> None:
    url = postgres.start(home, tests=True)
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE DATABASE fresh")

    with psycopg.connect(url.removesuffix("helpdesk") + "fresh") as fresh:
        names = fresh.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname")
        assert names.fetchall() == [("btree_gin",), ("pg_trgm",), ("unaccent",)]


def test_outside_of_tests_a_password_is_proved(home: Path) -> None:
    postgres.start(home, tests=True)
    postgres.stop(home)
    url = postgres.start(home)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url, password="guessed")
    with psycopg.connect(url) as database:
        assert database.execute("SELECT current_user").fetchone() == ("helpdesk",)
    postgres.stop(home)
