"""PostgreSQL and Valkey, for as long as somebody needs them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox import postgres, valkey
from sandbox.homes import make_home_in_memory
from sandbox.interrupts import deaf
from sandbox.surroundings import variables


@contextmanager
def running(var: Path, *, tests: bool = False) -> Iterator[dict[str, str]]:
    """The product's settings, with both servers up; at the end both are down again.

    Servers that DATABASE_URL or REDIS_URL name are used as they are. For tests the database lies in memory: they make and remove
    some ten thousand files, which took PostgreSQL a tenth to a quarter longer on a disk.
    """
    var.mkdir(parents=True, exist_ok=True)
    try:
        if tests:
            make_home_in_memory(var / "postgres")
        database_url = os.environ.get("DATABASE_URL") or postgres.start(var / "postgres", tests=tests)
        redis_url = os.environ.get("REDIS_URL") or valkey.start(var / "valkey", tests=tests)
        programs = postgres.binaries(var / "postgres")
        yield variables(var, database_url=database_url, redis_url=redis_url, programs=programs)
    finally:
        with deaf():
            stop(var)


def stop(var: Path) -> None:
    valkey.stop(var / "valkey")
    postgres.stop(var / "postgres")
