"""Makes, suspends and removes workspaces."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tenants import here
from tenants.choices import State, Surface
from tenants.divisions.models import Division
from tenants.migrating import TEMPLATE_SCHEMA, build_schema, show_state_to_house
from tenants.models import Domain, Template, Tenant


@transaction.atomic
def reserve(*, slug: str, name: str, language: str = "de", founder_name: str = "", founder_email: str = "") -> Tenant:
    """Take the name and its two addresses; the schema itself is made by `prepare`, in a task."""
    tenant = Tenant(
        schema_name=slug, name=name, language=language, founder_name=founder_name, founder_email=founder_email.lower()
    )
    tenant.full_clean()
    tenant.save()
    for prefix, surface in (("", Surface.DESK), ("portal.", Surface.PORTAL)):
        Domain.objects.create(domain=f"{prefix}{slug}.{settings.BASE_DOMAIN}", tenant=tenant, surface=surface)
    reserved: Tenant = Tenant.objects.get(pk=tenant.pk)
    return reserved


def prepare(tenant: Tenant) -> None:
    """Make the workspace's schema by replaying the template (≤ 1 s). Twice is once; a dead worker's rest is swept first.

    The workspace is not ready yet: whoever founds it opens it when its first person is in.
    """
    note_progress(tenant, 10, state=State.PREPARING)
    with transaction.atomic():
        tenant = Tenant.objects.select_for_update(of=("self",)).get(pk=tenant.pk)
        if not _has_tables(tenant.schema_name):
            build_schema(tenant.schema_name)
            _replay(tenant.schema_name)
            show_state_to_house(tenant.schema_name)
    note_progress(tenant, 60)
    with tenant:
        Division.objects.get_or_create(is_default=True, defaults={"name": tenant.name})
    note_progress(tenant, 80)


def note_progress(tenant: Tenant, percent: int, *, state: State | None = None) -> None:
    changes: dict[str, object] = {"progress": percent, **({"state": state} if state else {})}
    Tenant.objects.filter(pk=tenant.pk).update(**changes)


def open_doors(tenant: Tenant) -> None:
    Tenant.objects.filter(pk=tenant.pk).update(state=State.READY, progress=100, trouble="")


def report_trouble(tenant: Tenant, reason: str) -> None:
    """Tell the founder's page and the operators why the workspace could not be made; `prepare` may be tried again."""
    Tenant.objects.filter(pk=tenant.pk).update(state=State.FAILED, trouble=f"{timezone.now():%F %T} {reason}")


def wait_again(tenant: Tenant) -> bool:
    """A founding that failed stands in line again; False if it had not failed, or somebody was quicker."""
    return bool(Tenant.objects.filter(pk=tenant.pk, state=State.FAILED).update(state=State.WAITING, trouble=""))


def suspend(tenant: Tenant) -> None:
    Tenant.objects.filter(pk=tenant.pk).update(state=State.SUSPENDED)


def _replay(schema_name: str) -> None:
    sql = Template.objects.latest("created_at").sql.replace(f"{TEMPLATE_SCHEMA}.", f'"{schema_name}".')
    sql = sql.replace(f"CREATE SCHEMA {TEMPLATE_SCHEMA};", "")
    here.connection().set_schema(schema_name)
    try:
        with here.connection().cursor() as cursor:
            cursor.execute(sql)
    finally:
        here.connection().set_schema_to_public()


def _has_tables(schema_name: str) -> bool:
    with here.connection().cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s LIMIT 1", [schema_name]
        )
        return cursor.fetchone() is not None
