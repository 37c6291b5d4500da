"""The wall: choosing a schema also takes the workspace's database role."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_tenants.postgresql_backend import base as django_tenants_backend

from tenants.backend.introspection import NamespaceIntrospection
from tenants.backend.lasting import LastingCursor
from tenants.here import PUBLIC

CHOOSE = "SELECT set_config('search_path', %s, false), set_config('role', %s, false)"


def role_of(schema_name: str) -> str:
    """The database role that owns a workspace's schema; `none` is the login role itself."""
    return "none" if schema_name == PUBLIC else f"{settings.WORKSPACE_ROLE_PREFIX}{schema_name}"


class DatabaseWrapper(django_tenants_backend.DatabaseWrapper):  # type: ignore[misc]  # no types there
    """django-tenants' connection, with `SET ROLE` beside `SET search_path` (B-4).

    A query that names another schema is refused by PostgreSQL, whatever Python believes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._setting_search_path: bool = False
        #: What `with tenant:` goes back to.
        self.before: list[Any] = []
        self.introspection = NamespaceIntrospection(self)

    def lasting_cursor(self) -> Any:
        """For statements that are asked again and again, word for word."""
        self.close_if_health_check_failed()
        if self.connection is None or not self.search_path_set_schemas:
            self.cursor().close()  # connects, and chooses the workspace where whoever counts queries sees it
        return self._prepare_cursor(LastingCursor(self.connection, schema=self.schema_name))

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if not self.schema_name:
            raise ImproperlyConfigured("No workspace chosen.")
        self._setting_search_path = True
        try:
            self._choose(cursor)
        finally:
            self._setting_search_path = False

    def _choose(self, cursor: Any) -> None:
        paths = self._get_cursor_search_paths()
        chosen = cursor or self.connection.cursor()
        try:
            path = ",".join(f'"{name}"' for name in paths)
            with self.wrap_database_errors:
                getattr(chosen, "cursor", chosen).execute(CHOOSE, [path, role_of(self.schema_name)])
            self.search_path_set_schemas = paths
        except Exception as error:
            # In a failed transaction only a rollback can follow; anything else must not run unwalled.
            if not isinstance(error.__cause__, psycopg.errors.InFailedSqlTransaction):
                raise
        finally:
            if cursor is None:
                chosen.close()
