"""A priority: a workspace's own word for how urgent something is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.choices import Level


class Priority(models.Model):
    level = models.PositiveSmallIntegerField(_("urgency"), choices=Level, default=Level.NORMAL)
    name = models.CharField(_("name"), max_length=60, blank=True)
    is_default = models.BooleanField(_("taken when none is given"), default=False)
    flags_urgent = models.BooleanField(_("makes a ticket urgent"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["-level", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=models.Q(is_default=True), name="one_default_priority"),
        ]

    def __str__(self) -> str:
        return self.name or str(Level(self.level).label)
