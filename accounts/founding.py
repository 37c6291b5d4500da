"""Founds a workspace: takes its name, and lets a worker do the rest."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import tasks
from tenants import provisioning
from tenants.models import Tenant

#: So long the same form, sent twice, means the same workspace.
SAME_FORM = timedelta(hours=1)


class NameTaken(Exception):
    """Somebody else has this name in addresses."""


def begin(*, company: str, slug: str, name: str, email: str, language: str) -> Tenant:
    """Take the name, and let a worker make the workspace. Twice by the same person is once; raises `NameTaken`."""
    try:
        with transaction.atomic():
            tenant = provisioning.reserve(slug=slug, name=company, language=language, founder_name=name, founder_email=email)
            tasks.found.delay_on_commit(tenant.pk)
    except (IntegrityError, ValidationError) as taken:
        return _own(slug, email=email, company=company, otherwise=taken)
    return tenant


def try_again(tenant: Tenant) -> None:
    """A founding that failed waits again; of two clicks one counts."""
    with transaction.atomic():
        if provisioning.wait_again(tenant):
            tasks.found.delay_on_commit(tenant.pk)


def _own(slug: str, *, email: str, company: str, otherwise: Exception) -> Tenant:
    """The same form sent twice leads to the same workspace."""
    own: Tenant | None = Tenant.objects.filter(schema_name=slug, founder_email=email.lower(), name=company).first()
    if own is None or own.created_at < timezone.now() - SAME_FORM:
        raise NameTaken(slug) from otherwise
    return own
