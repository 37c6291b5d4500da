"""`kill -9` of the worker at any step of a founding: the next one ends the work, and nothing is there twice."""

import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import psycopg
import pytest
from django.db import connection

from accounts.models import User
from accounts.tasks import found
from notifications.models import Letter
from tenants import provisioning
from tenants.choices import State
from tenants.models import Tenant
from tests.making import remove_workspace


@pytest.mark.flow
@pytest.mark.xdist_group("killed")  # roles belong to the whole server: not twice at once
@pytest.mark.parametrize(
    "held", ["public.tenants_tenant", "public.tenants_template", "killed.accounts_user", "killed.notifications_letter"]
)
def test_the_next_worker_ends_what_a_killed_one_began(committed, held):
    """It dies waiting for a table that we hold: before the schema, while it is built, before the founder, before the letter."""
    tenant = provisioning.reserve(slug="killed", name="Killed", founder_name="K", founder_email="k@killed.example")
    is_late = held.startswith("killed")
    if is_late:
        provisioning.prepare(tenant)
    with another_connection() as ours:
        ours.execute('SET ROLE "hd_killed"' if is_late else "SET ROLE none")
        ours.execute(f"LOCK TABLE {held} IN ACCESS EXCLUSIVE MODE")
        worker = worker_on(tenant.pk)
        wait_until_it_waits()
        worker.kill()
        worker.join()
    found(tenant.pk)

    tenant = Tenant.objects.get(pk=tenant.pk)
    with tenant:
        whole = (User.objects.count(), Letter.objects.count())
    remove_workspace(tenant)
    assert (tenant.state, *whole) == (State.READY, 1, 1)


def another_connection() -> "psycopg.Connection[tuple[object, ...]]":
    ours = connection.get_connection_params()
    return psycopg.connect(**{key: ours[key] for key in ("host", "port", "user", "password", "dbname") if ours.get(key)})


def worker_on(pk: int) -> BaseProcess:
    """A process of its own that does the task on this very database, so that it can be killed."""
    connection.close()  # each has its own
    worker = get_context("fork").Process(target=found, args=[pk])
    worker.start()
    return worker


def wait_until_it_waits() -> None:
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("the worker waits for nothing")
