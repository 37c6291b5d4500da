"""An external reference: the ticket's name in another system (CP-26)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExternalReference(models.Model):
    """`channel` is the system in the workspace's words, such as "SAP" or "X"; `reply_id` what we answered with there."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="external_references")
    channel = models.CharField(_("system"), max_length=40)
    external_id = models.CharField(_("number there"), max_length=120)
    reply_id = models.CharField(_("number of our answer there"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("external reference")
        verbose_name_plural = _("external references")
        ordering = ["pk"]
        indexes = [models.Index(fields=["external_id"], name="external_reference_id")]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "channel", "external_id"], name="one_reference_each"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.external_id}"
