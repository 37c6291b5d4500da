"""What many tests of a module look at is made once: each of them finds it as it was, in a savepoint of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeVar

from django.core.cache import caches
from django.db import transaction
from django.utils import translation

from tenants.models import Tenant
from tests.conftest import the

World = TypeVar("World")


@contextmanager
def made_once(django_db_blocker: Any) -> Iterator[Tenant]:
    """At Acme, within a transaction that is rolled back; for a fixture of a module.

    It is there for every test from then on: whoever is made here must be the `ada`, `carla` … of all tests of the module.
    """
    with django_db_blocker.unblock(), translation.override("en"), the("acme") as tenant, transaction.atomic():
        yield tenant
        transaction.set_rollback(True)


def as_made(world: World) -> World:
    """For one test. Keys are the same for the next one, so nothing may be remembered of what the last one did to them."""
    for cache in caches.all():
        cache.clear()
    return deepcopy(world)
