"""What many tests of a module look at is made once: each of them finds it as it was, in a savepoint of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.utils import translation

from tenants.models import Tenant
from tests.conftest import the


def shared(make: Callable[[], tuple[Any, ...]], *names: str) -> list[Any]:
    """The fixtures of a module: `made, world, carla, ticket = shared(make, "carla", "ticket")`, as `make` returns them.

    They are there for every test of it, asked for or not: whoever of the cast is made here must be all tests' own.
    """

    @pytest.fixture(scope="module", name="made")
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Any, ...]]:
        with made_once(django_db_blocker):
            yield make()

    @pytest.fixture(name="world")
    def world(made: tuple[Any, ...], acme: Tenant) -> dict[str, Any]:
        forget()
        return dict(zip(names, deepcopy(made), strict=True))

    return [made, world, *map(_part, names)]


def _part(name: str) -> Any:
    @pytest.fixture(name=name)
    def part(world: dict[str, Any]) -> Any:
        return world[name]

    return part


def forget() -> None:
    """Keys are the same for the next test: nothing may be remembered of what the last one did to them."""
    for cache in caches.all():
        cache.clear()


@contextmanager
def made_once(django_db_blocker: Any) -> Iterator[Tenant]:
    """At Acme, within a transaction that is rolled back; for a fixture of a module."""
    with django_db_blocker.unblock(), translation.override("en"), the("acme") as tenant, transaction.atomic():
        yield tenant
        transaction.set_rollback(True)
