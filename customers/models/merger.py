"""Two that were one and the same: who put them together, how far that is, and the way back."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Workers that died over it without getting a stretch further.
MOST_ATTEMPTS: Final = 3


class Merger(models.Model):
    """`before` is what both were, `after` what the one that stayed became.

    From the first moment they are one, or after `undone_at` two; while it is under way, tickets and all else still follow,
    `done` of `total` rows.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    is_under_way = models.BooleanField(default=False, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    woken_at = models.DateTimeField(default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["pk"]

    @property
    def is_delayed(self) -> bool:
        """Workers died over it; it is tried again after a while."""
        return self.attempts >= MOST_ATTEMPTS


class ContactMerger(Merger):
    gone = models.ForeignKey("customers.Contact", models.PROTECT, related_name="+")
    stays = models.ForeignKey("customers.Contact", models.PROTECT, related_name="mergers")

    class Meta(Merger.Meta):
        verbose_name = _("merger of two contacts")
        verbose_name_plural = _("mergers of contacts")

    def __str__(self) -> str:
        return f"{self.gone} → {self.stays}"


class OrganisationMerger(Merger):
    gone = models.ForeignKey("customers.Organisation", models.PROTECT, related_name="+")
    stays = models.ForeignKey("customers.Organisation", models.PROTECT, related_name="mergers")

    class Meta(Merger.Meta):
        verbose_name = _("merger of two organisations")
        verbose_name_plural = _("mergers of organisations")

    def __str__(self) -> str:
        return f"{self.gone} → {self.stays}"
