"""Hands the periodic jobs that are due to the workspaces' workers."""

import random
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tenants import here
from tenants.choices import State
from tenants.models import Appointment

AT_ONCE = 500


@transaction.atomic
def hand_out() -> int:
    """Queue what is due and note the next time, jittered by a tenth; returns how many.

    Two clocks at once hand out nothing twice: rows are locked, and a locked row is somebody else's.
    """
    _write_missing_appointments()
    seconds = {job.task: job.seconds for job in settings.WORKSPACE_JOBS}
    due = (
        Appointment.objects.filter(due_at__lte=timezone.now(), tenant__state=State.READY, task__in=seconds)
        .select_related("tenant")
        .order_by("due_at")
        .select_for_update(skip_locked=True, of=("self",))[:AT_ONCE]
    )
    for appointment in due:
        pause = seconds[appointment.task]
        appointment.due_at = timezone.now() + timedelta(seconds=pause * random.uniform(0.9, 1.1))  # noqa: S311 -- no secret
        current_app.send_task(
            appointment.task,
            headers={"_schema_name": appointment.tenant.schema_name},
            expires=max(pause, 60),
        )
    Appointment.objects.bulk_update(due, ["due_at"])
    return len(due)


def _write_missing_appointments() -> None:
    with here.connection().cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO tenants_appointment (tenant_id, task, due_at)
            SELECT t.id, job, now() FROM tenants_tenant t CROSS JOIN unnest(%s::text[]) job
            WHERE t.state = 'ready'
              AND NOT EXISTS (SELECT 1 FROM tenants_appointment a WHERE a.tenant_id = t.id AND a.task = job)
            ON CONFLICT DO NOTHING
            """,
            [[job.task for job in settings.WORKSPACE_JOBS]],
        )
