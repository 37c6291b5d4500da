"""A line item: an article of which a ticket needs some (C-11, RB-9)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class LineItem(models.Model):
    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="line_items")
    article = models.ForeignKey("customers.Article", models.PROTECT, related_name="+", verbose_name=_("article"))
    quantity = models.DecimalField(
        _("quantity"), max_digits=8, decimal_places=2, default=1, validators=[MinValueValidator("0.01")]
    )

    class Meta:
        verbose_name = _("line item")
        verbose_name_plural = _("line items")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "article"], name="one_line_per_article"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="some_of_it"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity.normalize():f} × {self.article}"
