"""Founding workspaces, away from the request."""

import logging

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError

from accounts.furnishing import furnish, lost
from tenants import provisioning
from tenants.envelope import task
from tenants.models import Tenant

log = logging.getLogger(__name__)
#: What can go wrong on our side; a worker that is killed is found by `resume_foundings`.
TROUBLE = (DatabaseError, ObjectDoesNotExist, ValidationError, OSError)


@task(of_the_house=True)
def found(tenant_id: int) -> None:
    """Whatever fails is written to the workspace's row: the founder's page and the console show it."""
    tenant = Tenant.objects.get(pk=tenant_id)
    try:
        furnish(tenant)
    except TROUBLE as trouble:
        log.exception("workspace %s could not be made", tenant.schema_name)
        provisioning.report_trouble(tenant, f"{type(trouble).__name__}: {trouble}")


@task(of_the_house=True)
def resume_foundings() -> None:
    for tenant_id in lost():
        found.delay(tenant_id)
