"""A draft: what somebody is writing on a ticket and has not sent yet."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.choices import Kind

#: So long after the last key somebody counts as writing; autosave comes sooner.
STILL_WRITING = timedelta(seconds=20)


class Draft(models.Model):
    """One for each ticket, person and kind; colleagues may read it. `html` is clean; pictures in it are the draft's files."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Kind)
    html = models.TextField(blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ticket", "author", "kind"], name="one_draft_per_composer")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.kind} {self.author_id}"

    @property
    def is_being_written(self) -> bool:
        return timezone.now() - self.updated_at < STILL_WRITING
