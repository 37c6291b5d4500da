"""Table introspection that looks at one namespace instead of scanning every schema."""

from typing import Any

from django.db.backends.postgresql.introspection import TableInfo
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection

TABLES = """
    SELECT c.relname,
           CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END,
           obj_description(c.oid, 'pg_class')
    FROM pg_catalog.pg_class c
    WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v')
      AND c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = %s)
"""


class NamespaceIntrospection(DatabaseSchemaIntrospection):  # type: ignore[misc]  # no types there
    """Django filters with `pg_table_is_visible`, 140 ms a call at 460 workspaces, twice per migration."""

    def get_table_list(self, cursor: Any) -> list[TableInfo]:
        cursor.execute(TABLES, [self.connection.schema_name])
        return [TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]
