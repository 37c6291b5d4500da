"""A purge: a ticket that was deleted for good."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Purge(models.Model):
    """What is left of it: its number, and who did it when. Nothing it said, nobody it was about."""

    number = models.BigIntegerField(_("number"), primary_key=True)
    opened_at = models.DateTimeField(_("opened"))
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("deleted for good by"))
    at = models.DateTimeField(_("deleted for good"), default=timezone.now)

    class Meta:
        verbose_name = _("ticket deleted for good")
        verbose_name_plural = _("tickets deleted for good")
        ordering = ["-at", "-number"]
        indexes = [models.Index(fields=["-at", "-number"], name="purge_newest")]

    def __str__(self) -> str:
        return f"#{self.number}"
