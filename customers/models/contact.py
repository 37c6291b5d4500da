"""A person at a customer, with or without access to the portal."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.known import known_by
from customers.living import Living
from ui.collating import InOrder


class Contact(models.Model):
    """Whoever writes to us becomes one; with a `user` they can sign in at the portal.

    In the portal their objects are those of their organisation, or the chosen ones, whosever they are (BL-10).
    One that was merged into another keeps its row, so that mail from its address still finds somebody (decision 0030).
    """

    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, default="de", choices=[("de", "Deutsch"), ("en", "English")])
    organisation = models.ForeignKey(
        "customers.Organisation", models.SET_NULL, null=True, blank=True, related_name="contacts", verbose_name=_("organisation")
    )
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="contact")
    has_chosen_assets = models.BooleanField(_("only chosen objects"), default=False)
    chosen_assets = models.ManyToManyField(
        "customers.Asset", blank=True, related_name="chosen_by", verbose_name=_("chosen objects")
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged", db_index=False
    )
    known = known_by("name", "email", phone="phone")

    objects = Living["Contact"]()
    everyone = models.Manager["Contact"]()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(InOrder(Coalesce(NullIf("name", Value("")), "email")), "id", name="contact_in_order"),
            GinIndex(fields=["known"], name="contact_known", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["merged_into"], name="contact_merged_into", condition=models.Q(merged_into__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_contact_per_email"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="contact_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)
