"""A company we serve."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.choices import Reach
from customers.known import known_by
from customers.living import Living
from ui.collating import InOrder


class Organisation(models.Model):
    """For its people who sign in it is the customer of the portal: `reach` says which tickets they see (C-12), and whether
    they are offered all types of tickets that the portal shows, or those that were chosen for it (BL-11).
    """

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("customer number"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_partner = models.BooleanField(_("partner we work with"), default=False)
    note = models.TextField(_("note"), blank=True)
    reach = models.CharField(_("what its people see in the portal"), max_length=12, choices=Reach, default=Reach.OBJECTS)
    chooses_types = models.BooleanField(_("only chosen types of tickets"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged", db_index=False
    )
    known = known_by("name", "number", phone="phone")

    objects = Living["Organisation"]()
    everyone = models.Manager["Organisation"]()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(InOrder("name"), "id", name="organisation_in_order"),
            GinIndex(fields=["known"], name="organisation_known", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["merged_into"], name="organisation_merged_into", condition=models.Q(merged_into__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="one_organisation_per_number"),
        ]

    def __str__(self) -> str:
        return self.name
