"""Statements that PostgreSQL keeps: read, looked up and planned once for each connection, then only filled in (decision 0029)."""

from typing import Any

import psycopg

#: A connection keeps so many, the latest used.
KEPT = 100


class LastingCursor(psycopg.Cursor[Any]):
    """Django lets psycopg keep nothing, since what it says differs each time; what is said here is always the same.

    PostgreSQL plans anew where the tables changed, or the workspace: names are looked up along the search path of the moment.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> "LastingCursor":
        connection = self.connection
        connection.prepare_threshold, connection.prepared_max = 0, KEPT
        try:
            return super().execute(query, params, **{**how, "prepare": True})
        finally:
            connection.prepare_threshold = None

    def _send_query_prepared(self, name: bytes, pgq: Any, *, binary: bool | None = None) -> None:
        """Whoever logs queries reads here what was asked."""
        self._query = pgq
        super()._send_query_prepared(name, pgq, binary=binary)
