"""How long a ticket was in one status."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StatusSpan(models.Model):
    """From when until when; still so without `ended_at`.

    Merged or deleted tickets are in none, so that spans count the time somebody was waited for or waiting, and nothing else.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="status_spans")
    status = models.ForeignKey("tickets.Status", models.PROTECT, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("time in a status")
        verbose_name_plural = _("times in a status")
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=models.Q(ended_at=None), name="in_one_status_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
                name="a_span_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "began_at"], name="status_span_in_order")]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.began_at} – {self.ended_at or ''}"
