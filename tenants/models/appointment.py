"""When which periodic job is due in which workspace."""

from django.db import models
from django.utils import timezone


class Appointment(models.Model):
    """One job of `helpdesk/schedule.py` in one workspace."""

    tenant = models.ForeignKey("tenants.Tenant", models.CASCADE, related_name="appointments")
    task = models.CharField(max_length=100)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "task"], name="one_appointment_per_job")]

    def __str__(self) -> str:
        return f"{self.task} in {self.tenant_id}"
