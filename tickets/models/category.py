"""A category: what a ticket is about, in a workspace's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """A workspace without categories shows the field nowhere (T24-18)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
