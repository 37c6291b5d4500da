"""A host name, the workspace it leads to, and the face it shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin

from tenants.choices import Surface


class Domain(DomainMixin):  # type: ignore[misc]  # the library has no types
    """`acme.example.com` is Acme's desk, `portal.acme.example.com` or `service.acme.de` its portal."""

    surface = models.CharField(max_length=8, choices=Surface, default=Surface.DESK)
    is_primary = models.BooleanField(_("the address used in letters"), default=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "surface"], condition=models.Q(is_primary=True), name="one_primary_address_per_surface"
            ),
            models.CheckConstraint(condition=models.Q(domain=models.functions.Lower("domain")), name="address_in_lower_case"),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """Unlike the library's, keep one primary address for each surface (the constraint says so)."""
        models.Model.save(self, *args, **kwargs)  # type: ignore[arg-type]  # passed through
