"""A stint: an unbroken piece of time that somebody was seen working on a ticket."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Stint(models.Model):
    """`ended_at` moves on with every sign of life, so that a closed laptop ends it too.

    One runs at a time for each person, whatever tabs and devices they have: no time counts twice. `tab` is the page that gave
    the last sign, `input_at` when its keys or mouse last moved. It counts for its ticket; from `effort` on as kept there.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="stints")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    effort = models.ForeignKey("tickets.Effort", models.CASCADE, null=True, blank=True, related_name="stints")
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(default=timezone.now)
    input_at = models.DateTimeField(default=timezone.now)
    tab = models.CharField(max_length=36, blank=True)
    is_running = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("stint")
        verbose_name_plural = _("stints")
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(is_running=True), name="one_stint_at_a_time"),
            models.CheckConstraint(condition=Q(ended_at__gte=F("began_at")), name="a_stint_ends_after_it_began"),
        ]
        indexes = [models.Index(fields=["ticket", "person"], name="stint_not_kept", condition=Q(effort=None))]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.person_id} {self.began_at} – {self.ended_at}"
