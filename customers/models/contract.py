"""A service contract (CP-28, C-44): what a customer has paid for, and until when."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.choices import Validity
from customers.known import known_by


class Contract(models.Model):
    """Both days count: a contract that ends today is still valid (CP-45)."""

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("contract number"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        "customers.Organisation", models.PROTECT, related_name="contracts", verbose_name=_("organisation")
    )
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    known = known_by("name", "number")

    class Meta:
        verbose_name = _("service contract")
        verbose_name_plural = _("service contracts")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="one_contract_per_number"),
            models.CheckConstraint(
                condition=models.Q(begins_on=None) | models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("begins_on")),
                name="contracts_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def validity(self) -> Validity:
        """On the workspace's today."""
        return self.validity_on(timezone.localdate())

    @property
    def caveat(self) -> str:
        """What to know before it is chosen; nothing of a valid one."""
        return "" if self.validity == Validity.VALID else str(self.validity.label)

    def validity_on(self, day: date) -> Validity:
        if self.begins_on and day < self.begins_on:
            return Validity.NOT_BEGUN
        return Validity.EXPIRED if self.ends_on and day > self.ends_on else Validity.VALID
