"""Two that were one and the same: who put them together, and the way back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Merger(models.Model):
    """`before` is what both were, `after` what the one that stayed became, `moved` the keys of what changed hands."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["pk"]


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
