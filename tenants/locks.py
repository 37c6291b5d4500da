"""One at a time, across all processes and machines of the installation."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tenants import here

TAKE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


@contextmanager
def alone(purpose: str) -> Iterator[bool]:
    """True for whoever comes first in this workspace, False for everybody else meanwhile.

    The lock hangs on a transaction of a connection of its own: our work commits as it goes, a pooler does no harm,
    and a process that is killed lets go at once.
    """
    ours = here.connection().get_connection_params()
    login = {name: ours[name] for name in ("host", "port", "user", "password", "dbname") if ours.get(name)}
    with psycopg.connect(**login) as lock:
        found = lock.execute(TAKE, [f"{here.schema_name()}:{purpose}"]).fetchone()
        yield bool(found and found[0])
        lock.rollback()
