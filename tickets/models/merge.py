"""A merge: one ticket lives on in another, until that is undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """`moved` names what `into` got from `ticket`, so that all of it can go back (B-6).

    `{"messages": […], "letters": […], "tickets": […], "tags": […], "assets": […], "subscriptions": […], "participants": […],
    "efforts": […], "stints": […]}`:
    keys of what moved over, and of what was added because only `ticket` had it.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="merges")
    into = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="merges_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=models.Q(undone_at=None), name="merged_once_at_a_time"),
            models.CheckConstraint(condition=~models.Q(ticket=models.F("into")), name="merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id} → #{self.into_id}"
