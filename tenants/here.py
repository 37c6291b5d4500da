"""Which workspace is at hand; the only way for other rooms to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import connections

if TYPE_CHECKING:
    from tenants.backend.base import DatabaseWrapper

#: The schema of the house itself: workspaces' names and addresses, operators.
PUBLIC = "public"


def connection() -> DatabaseWrapper:
    """Django's connection, as what it is: ours."""
    return cast("DatabaseWrapper", connections["default"])


def schema_name() -> str:
    """`acme`, or `public` where no workspace is chosen."""
    return str(connection().schema_name)


def is_public() -> bool:
    return schema_name() == PUBLIC


def workspace() -> Any:
    """The `Tenant` that was chosen at the door."""
    return connection().tenant
