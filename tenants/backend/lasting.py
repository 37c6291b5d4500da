"""Statements that PostgreSQL keeps: read, looked up and planned once for each connection, then only filled in (decision 0029)."""

from typing import Any

import psycopg

#: A connection keeps so many, the latest used: some 300 KB each. What is asked no oftener than this meanwhile is not kept.
KEPT, RARE = 80, 2


class LastingCursor(psycopg.Cursor[Any]):
    """Django lets psycopg keep nothing, since what it says differs each time; what is said here is always the same.

    PostgreSQL plans anew where tables changed, or the search path did: so each workspace has statements of its own.
    """

    def __init__(self, connection: "psycopg.Connection[Any]", *, schema: str) -> None:
        super().__init__(connection)
        self._schema = schema

    def execute(self, query: Any, params: Any = None, **how: Any) -> "LastingCursor":
        connection = self.connection
        connection.prepare_threshold, connection.prepared_max = RARE, KEPT
        try:
            return super().execute(f"/* {self._schema} */ {query}", params, **how)
        finally:
            connection._prepared._rotate()  # psycopg itself does so for new statements only, not when one begins to be kept
            connection.prepare_threshold = None

    def _send_query_prepared(self, name: bytes, pgq: Any, *, binary: bool | None = None) -> None:
        """Whoever logs queries reads here what was asked."""
        self._query = pgq
        super()._send_query_prepared(name, pgq, binary=binary)
