"""A subscription: somebody at the desk wants to hear of a ticket that is not theirs (CP-14)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """Its user's bell rings for every public message and note of the ticket."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="subscriptions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="one_subscription_each")]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.user}"
