"""Ways to find workspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery

from tenants.choices import Surface
from tenants.compiled import CompiledRows, Slot

if TYPE_CHECKING:
    from tenants.models import Tenant


class TenantQuerySet(QuerySet["Tenant"]):
    def with_hosts(self) -> Self:
        """Adds `desk_host` and `portal_host`, since a workspace's own role can't read the house's tables later."""
        from tenants.models import Domain  # noqa: PLC0415 -- models import this module

        primary = Domain.objects.filter(tenant=OuterRef("pk"), is_primary=True)
        return self.annotate(
            desk_host=Subquery(primary.filter(surface=Surface.DESK).values("domain")[:1]),
            portal_host=Subquery(primary.filter(surface=Surface.PORTAL).values("domain")[:1]),
        )


def _at() -> QuerySet[Tenant]:
    from tenants.models import Tenant  # noqa: PLC0415 -- models import this module

    there: QuerySet[Tenant] = Tenant.objects.filter(domains__domain=Slot("host", CharField())).annotate(
        surface=F("domains__surface")
    )
    return there


AT = CompiledRows(_at)


def _named() -> QuerySet[Tenant]:
    from tenants.models import Tenant  # noqa: PLC0415 -- models import this module

    named: QuerySet[Tenant] = Tenant.objects.filter(schema_name=Slot("name", CharField()))
    return named


NAMED = CompiledRows(_named)
