"""Tasks run in the workspace they were queued in, or not at all."""

import logging
from collections.abc import Iterator
from unittest.mock import ANY

import pytest
from celery.exceptions import Reject
from django.db import connection, transaction
from kombu import Connection
from kombu.exceptions import OperationalError

from notifications.tasks import send_letter, sweep_outbox
from tenants.tasks import hand_out

pytestmark = pytest.mark.django_db
QUEUE = "mail_out"


@pytest.fixture
def broker() -> Iterator[Connection]:
    """Kombu's own broker in memory."""
    with send_letter.app.connection_for_write("memory://") as broker:
        broker.default_channel.queue_purge(QUEUE)
        yield broker


@pytest.fixture
def nobody(tmp_path) -> Iterator[Connection]:
    """Where no broker listens."""
    with send_letter.app.connection_for_write(f"redis+socket://{tmp_path}/nobody?virtual_host=0") as nobody:
        yield nobody


def queued_at(broker: Connection) -> list[tuple[str, list[object]]]:
    """Workspace and arguments of what was queued."""
    messages = [broker.SimpleQueue(QUEUE).get_nowait() for _ in range(broker.SimpleQueue(QUEUE).qsize())]
    return [(message.headers["_schema_name"], message.payload[0]) for message in messages]


def run_as_worker(task, *, schema_name: str, args: tuple[object, ...] = ()) -> None:
    """As a worker does with a message that names a workspace, here already on whatever connection is at hand."""
    task.push_request(headers={"_schema_name": schema_name}, _schema_name=schema_name)
    try:
        task(*args)
    finally:
        task.pop_request()


def test_a_task_runs_in_its_own_workspace(acme):
    run_as_worker(sweep_outbox, schema_name="acme")


def test_a_workspace_is_found_by_its_name_with_its_addresses(globex, django_assert_num_queries):
    connection.set_schema_to_public()

    with django_assert_num_queries(1):
        found = sweep_outbox.get_tenant_for_schema("globex")

    assert (found, found.desk_host, found.portal_host) == (globex, "globex.localhost", "portal.globex.localhost")
    with pytest.raises(LookupError, match="vanished"):
        sweep_outbox.get_tenant_for_schema("vanished")


def test_a_task_for_a_workspace_that_is_gone_is_rejected(acme):
    connection.set_schema_to_public()

    with pytest.raises(Reject, match="'vanished' is gone"):
        run_as_worker(sweep_outbox, schema_name="vanished")


def test_a_workspaces_task_is_rejected_in_another_workspace(globex):
    with globex, pytest.raises(Reject, match="'acme' is gone, at hand is 'globex'"):
        run_as_worker(sweep_outbox, schema_name="acme")


def test_a_workspaces_task_without_a_workspace_is_rejected():
    with pytest.raises(Reject, match="needs a workspace"):
        run_as_worker(sweep_outbox, schema_name="public")


def test_nobody_waits_for_a_dead_broker(acme, nobody, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr("kombu.utils.functional.sleep", pauses.append)

    with pytest.raises(OperationalError):
        send_letter.apply_async([1], connection=nobody)

    assert pauses == []


def test_the_houses_own_task_runs_without_a_workspace(settings):
    settings.WORKSPACE_JOBS = ()

    run_as_worker(hand_out, schema_name="public")


def test_a_task_queued_after_commit_keeps_the_workspace_of_the_call(acme, globex, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        send_letter.apply_async_on_commit([7], connection=broker)
    with globex:
        for callback in callbacks:
            callback()

    assert queued_at(broker) == [("acme", [7])]


def test_what_is_rolled_back_queues_nothing(acme, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        send_letter.apply_async_on_commit([7], connection=broker)
        transaction.set_rollback(True)

    assert queued_at(broker) == []


def test_a_broker_that_is_down_fails_nobodys_request(acme, nobody, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        send_letter.apply_async_on_commit([7], connection=nobody)

    assert [record.message for record in caplog.records] == [ANY]
    assert "waits for its sweeper" in caplog.text
