"""Workers keep their connection to the database from task to task, and notice when it is gone (decision 0034)."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from celery.exceptions import Reject, SoftTimeLimitExceeded
from celery.fixups.django import DjangoWorkerFixup
from django.db import connection

from helpdesk.celery import app
from tenants.envelope import task
from tests.conftest import restart_database

seen: list[int] = []


@task(of_the_house=True)
def look() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        seen.append(cursor.fetchone()[0])


@task(of_the_house=True)
def ponder() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")


@task()
def refused() -> None:
    """Needs a workspace, and is given none."""


@pytest.fixture
def in_a_worker() -> Iterator[None]:
    jobs: tuple[Any, ...] = (look, ponder, refused)
    for job in jobs:
        job.push_request(called_directly=False, is_eager=False)
    seen.clear()
    yield
    for job in jobs:
        job.pop_request()


@pytest.fixture
def impatient() -> Iterator[None]:
    """Celery's soft limit comes as a signal, whatever is done at the moment."""

    def stop(*_: object) -> None:
        raise SoftTimeLimitExceeded

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


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
    restart_database()
    look()

    assert len({*seen}) == 2


def test_so_has_the_one_after_a_task_that_was_refused(committed: None, in_a_worker: None) -> None:
    look()
    with connection.cursor() as cursor:  # as the search for the task's workspace does, before it is refused
        cursor.execute("SELECT 1")
    with pytest.raises(Reject):
        refused()
    restart_database()
    look()

    assert len({*seen}) == 2


def test_a_task_stopped_in_the_middle_of_a_question_takes_nothing_from_the_next(
    committed: None, in_a_worker: None, impatient: None
) -> None:
    with pytest.raises(SoftTimeLimitExceeded):
        ponder()
    look()

    assert len(seen) == 1
