"""A tag: a word that many tickets can share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: As many as one ticket bears.
MOST_TAGS = 20


class Tag(models.Model):
    """Made by typing it; the same word in another spelling is the same tag."""

    name = models.CharField(_("name"), max_length=40)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(models.functions.Lower("name"), name="one_tag_per_word")]

    def __str__(self) -> str:
        return self.name
