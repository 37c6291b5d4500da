"""Makes a founded workspace usable: schema, first administrator, open doors."""

from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from accounts import inviting
from accounts.choices import Kind, RoleKey
from accounts.models import Role
from tenants import provisioning
from tenants.choices import State
from tenants.models import Tenant

#: A founding that has not ended for so long was lost: its worker died, or the broker forgot it.
PATIENCE = timedelta(minutes=1)


def furnish(tenant: Tenant) -> None:
    """Make the workspace, invite its founder as administrator, open the doors. Twice is once, at any step."""
    if tenant.state in (State.READY, State.SUSPENDED):
        return
    provisioning.prepare(tenant)
    with tenant:
        _invite_founder(tenant)
    provisioning.open_doors(tenant)


def lost() -> list[int]:
    """Foundings that nobody works on any more, oldest first."""
    waiting = Tenant.objects.filter(state__in=[State.WAITING, State.PREPARING], created_at__lt=timezone.now() - PATIENCE)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:50])


def _invite_founder(tenant: Tenant) -> None:
    if not tenant.founder_email:
        return
    try:
        inviting.invite(
            email=tenant.founder_email,
            name=tenant.founder_name or tenant.founder_email,
            by=None,
            kind=Kind.STAFF,
            roles=[Role.objects.get(key=RoleKey.ADMINISTRATOR)],
            language=tenant.language,
        )
    except (inviting.AlreadyThere, IntegrityError):  # an earlier try, or another worker at this moment, was here
        return
