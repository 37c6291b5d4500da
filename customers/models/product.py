"""A product: what a customer has of ours (CP-19)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.known import known_by


class Product(models.Model):
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("product number"), max_length=40, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    known = known_by("name", "number")

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="one_product_per_number"),
        ]

    def __str__(self) -> str:
        return self.name
