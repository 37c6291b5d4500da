"""A mapping: how files with these columns were read last time."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Mapping(models.Model):
    """Remembered for the whole workspace: the next file of the same system needs no work (C-37).

    `columns` maps words of the header to fields; `rest` is what else the recipe said.
    """

    target = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    rest = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-used_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["target", "fingerprint"], name="one_mapping_per_header")]

    def __str__(self) -> str:
        return f"{self.target} {self.fingerprint[:8]}"
