"""An entry of a picklist: what priorities, categories, severities, regions and origins have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """In a workspace's own words (CP-29, BR-15). A list without active entries shows its field nowhere (T24-18)."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
