"""A pin: whether somebody wants a view within reach."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pin(models.Model):
    """Views stand in the rail until somebody takes them off; only who decided has a row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pins")
    view = models.ForeignKey("lists.View", models.CASCADE, related_name="pins")
    is_pinned = models.BooleanField()

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("pins")
        constraints = [models.UniqueConstraint(fields=["user", "view"], name="one_pin_per_view")]

    def __str__(self) -> str:
        return f"{self.view_id}: {self.is_pinned}"
