"""A link: what two tickets have to do with each other (CP-38)."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.choices import LinkKind


class TicketLink(models.Model):
    """`source` is the parent of `target`, or its duplicate, or related to it; two tickets have one link at most."""

    source = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="links_out")
    target = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=9, choices=LinkKind)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(Least("source", "target"), Greatest("source", "target"), name="one_link_per_pair"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="links_lead_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"#{self.source_id} {self.kind} #{self.target_id}"
