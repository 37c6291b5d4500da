"""An object: a building, a machine, a line that tickets are about."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.known import known_by
from ui.collating import InOrder


class Asset(models.Model):
    """Objekt, Anlage. Belongs to an organisation; its division decides what can be asked about it."""

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("object number"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        "customers.Organisation", models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("organisation")
    )
    division = models.ForeignKey(
        "divisions.Division", models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("division")
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    known = known_by("name", "number", "address")

    class Meta:
        verbose_name = _("object")
        verbose_name_plural = _("objects")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(InOrder("name"), "id", name="asset_in_order"),
            GinIndex(fields=["known"], name="asset_known", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name
