"""An effort: time that somebody worked on a ticket, as it is kept."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.effort_wording import amount


class Effort(models.Model):
    """Written down by hand in hours and days (CP-23, CP-25), or measured (BR-19): never both, and never in one sum.

    `measured` is the time that counts; what the clock said is in the stints, where somebody corrected it. The form it came
    from bears the `token`: sent twice it is one.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="efforts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    on = models.DateField(_("day"))
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    days = models.DecimalField(_("days"), max_digits=6, decimal_places=2, null=True, blank=True)
    measured = models.DurationField(_("measured"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_billable = models.BooleanField(_("billable"), default=False)
    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("effort")
        verbose_name_plural = _("efforts")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measured__gte=timedelta(0), hours=None, days=None)
                | (Q(measured=None) & (Q(hours__isnull=False) | Q(days__isnull=False))),
                name="measured_or_by_hand",
            ),
            models.CheckConstraint(
                condition=(Q(hours=None) | Q(hours__gt=0)) & (Q(days=None) | Q(days__gt=0)), name="by_hand_is_some_time"
            ),
        ]
        indexes = [models.Index(fields=["ticket", "-on", "-id"], name="effort_in_order")]

    def __str__(self) -> str:
        return amount(hours=self.hours, days=self.days, measured=self.measured)

    @property
    def by_hand(self) -> str:
        return amount(hours=self.hours, days=self.days)
