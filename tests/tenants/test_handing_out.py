"""The clock: what is due is handed out once, however many clocks there are."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helpdesk.schedule import Job
from tenants.choices import State
from tenants.handing_out import hand_out
from tenants.models import Appointment, Tenant
from tests.rushing import at_once

TASK = "notifications.tasks.sweep_outbox"


@pytest.fixture
def sent(monkeypatch, settings) -> list[str]:
    """Which workspaces' tasks went to the broker; tests need none."""
    settings.WORKSPACE_JOBS = (Job(TASK, seconds=20),)
    names: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, *, headers, **options: names.append(headers["_schema_name"]))
    return names


def due_in(slug: str, **later: int) -> None:
    Appointment.objects.filter(tenant__schema_name=slug).update(due_at=timezone.now() + timedelta(**later))


def test_each_ready_workspace_gets_its_job_once_per_round(db, sent):
    assert (hand_out(), hand_out()) == (2, 0)
    assert sorted(sent) == ["acme", "globex"]


def test_what_is_due_again_is_handed_out_again(db, sent):
    hand_out()
    due_in("acme", seconds=-1)
    sent.clear()
    hand_out()

    assert sent == ["acme"]


def test_the_next_time_is_jittered_by_a_tenth(db, sent):
    hand_out()
    pauses = [(appointment.due_at - timezone.now()).total_seconds() for appointment in Appointment.objects.all()]

    assert all(17 < pause < 22.1 for pause in pauses)


def test_many_cost_as_many_questions_as_one(db, sent, settings):
    settings.WORKSPACE_JOBS = tuple(Job(f"{TASK}_{number}", seconds=20) for number in range(25))
    hand_out()
    for slugs in (["acme"], ["acme", "globex"]):
        Appointment.objects.filter(tenant__schema_name__in=slugs).update(due_at=timezone.now() - timedelta(seconds=1))
        with CaptureQueriesContext(connection) as questions:
            assert hand_out() == 25 * len(slugs)
        assert len(questions) == 5, [question["sql"] for question in questions]


def test_a_suspended_workspace_is_left_alone(db, sent):
    Tenant.objects.filter(schema_name="acme").update(state=State.SUSPENDED)
    hand_out()

    assert sent == ["globex"]


def test_two_clocks_at_once_hand_out_nothing_twice(committed, sent):
    hand_out()
    try:
        for _ in range(5):
            Appointment.objects.update(due_at=timezone.now() - timedelta(seconds=1))
            sent.clear()
            at_once(hand_out, hand_out)
            assert sorted(sent) == ["acme", "globex"]
    finally:
        Appointment.objects.all().delete()
        assert connection.schema_name == "public"
