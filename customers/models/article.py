"""An article: a spare part, something that can be ordered (RB-9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.known import known_by


class Article(models.Model):
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("article number"), max_length=40, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    known = known_by("name", "number")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="one_article_per_number"),
        ]

    def __str__(self) -> str:
        return self.name
