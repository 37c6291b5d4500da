"""What many tests of a module look at is made once: each of them finds it as it was, in a savepoint of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import translation

from tenants.models import Tenant
from tests.conftest import the


@contextmanager
def made_once(django_db_blocker: Any) -> Iterator[Tenant]:
    """At Acme, within a transaction that is rolled back; for fixtures of modules.

    Who is made here is there for every test of the module: its fixtures `ada`, `carla` … then read them instead of making them.
    """
    with django_db_blocker.unblock(), translation.override("en"), the("acme") as tenant, transaction.atomic():
        yield tenant
        transaction.set_rollback(True)
