"""Workers keep their connection to the database from task to task, and notice when it is gone (decision 0034)."""

from collections.abc import Iterator
from typing import Any

import pytest
from celery.fixups.django import DjangoWorkerFixup
from django.db import connection

from helpdesk.celery import app
from tenants.envelope import task
from tests.conftest import postgres_server

seen: list[int] = []


@task(of_the_house=True)
def look() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        seen.append(cursor.fetchone()[0])


@pytest.fixture
def in_a_worker() -> Iterator[None]:
    job: Any = look
    job.push_request(called_directly=False, is_eager=False)
    seen.clear()
    yield
    job.pop_request()


def test_celery_closes_nothing_around_a_task(committed: None, in_a_worker: None) -> None:
    around = DjangoWorkerFixup(app)
    for _ in range(3):
        around.close_database()
        look()
        around.close_database()

    assert len(seen) == 3
    assert len({*seen}) == 1


def test_a_task_after_the_database_was_away_has_a_new_connection(committed: None, in_a_worker: None) -> None:
    look()
    with postgres_server() as server:
        server.execute("SELECT pg_terminate_backend(%s, 5000)", seen)
    look()

    assert len({*seen}) == 2
