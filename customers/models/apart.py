"""Two that look alike and are not one: who said so, so that nobody is asked again (CP-12)."""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models.contact import Contact
from customers.models.organisation import Organisation


class Apart(models.Model):
    """`one` is the older of the two."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["pk"]


class ContactsApart(Apart):
    one = models.ForeignKey("customers.Contact", models.CASCADE, related_name="+")
    other = models.ForeignKey("customers.Contact", models.CASCADE, related_name="+")

    class Meta(Apart.Meta):
        verbose_name = _("two contacts who are not the same")
        verbose_name_plural = _("contacts who are not the same")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="contacts_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="contacts_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class OrganisationsApart(Apart):
    one = models.ForeignKey("customers.Organisation", models.CASCADE, related_name="+")
    other = models.ForeignKey("customers.Organisation", models.CASCADE, related_name="+")

    class Meta(Apart.Meta):
        verbose_name = _("two organisations that are not the same")
        verbose_name_plural = _("organisations that are not the same")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="organisations_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="organisations_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


APART: Final[Mapping[type[Any], type[Any]]] = {Contact: ContactsApart, Organisation: OrganisationsApart}
