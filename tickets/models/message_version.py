"""What a message said before somebody changed it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageVersion(models.Model):
    """`html` are the words until `by` changed them at `created_at`; empty with `is_redacted`: then they are gone for good.

    `removed` and `added` are the names of files that went and came with that change.
    """

    message = models.ForeignKey("tickets.Message", models.CASCADE, related_name="versions")
    html = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    removed = models.JSONField(default=list, blank=True)
    added = models.JSONField(default=list, blank=True)
    is_redacted = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.created_at}"
