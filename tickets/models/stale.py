"""A note that many digests have to be made anew."""

from django.db import models
from django.utils import timezone


class Stale(models.Model):
    """Of all tickets of a contact, organisation, object, type or own field that was changed, or of every ticket.

    The worker goes from the newest to the oldest; `reached` is the number of the last one it has done.
    """

    kind = models.CharField(max_length=12)
    key = models.BigIntegerField()
    reached = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "stale digests"
        verbose_name_plural = "stale digests"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
