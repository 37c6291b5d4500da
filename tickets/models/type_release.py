"""What one organisation may do with tickets of one type (BL-11, BL-12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.choices import Documents, Release


class TypeRelease(models.Model):
    """Counts where the organisation `chooses_types`; a type without a row is not released to it (C-13).

    `documents` are offered to whoever has the object that a ticket is about, also where they see no such tickets (BL-24).
    """

    organisation = models.ForeignKey("customers.Organisation", models.CASCADE, related_name="type_releases")
    type = models.ForeignKey("tickets.TicketType", models.CASCADE, related_name="releases")
    release = models.CharField(_("customers may"), max_length=9, choices=Release)
    documents = models.CharField(_("documents at the object"), max_length=6, choices=Documents, default=Documents.NONE)
    document_kinds = models.ManyToManyField("tickets.DocumentKind", blank=True, related_name="+")

    class Meta:
        verbose_name = _("release of a type")
        verbose_name_plural = _("releases of types")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "type"], name="one_release_per_type")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.type}"
