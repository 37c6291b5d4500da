"""A participant: somebody besides the requester who is told of a ticket by e-mail (BR-12, C-30)."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.choices import Told


class Participant(models.Model):
    """A contact of ours, or a bare address; each gets letters of their own."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="participants")
    contact = models.ForeignKey(
        "customers.Contact", models.CASCADE, null=True, blank=True, related_name="participations", verbose_name=_("contact")
    )
    address = models.EmailField(_("e-mail"), blank=True)
    level = models.CharField(_("is told"), max_length=8, choices=Told, default=Told.ALL)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "contact"], name="one_participation_each"),
            models.UniqueConstraint(
                models.F("ticket"), Lower("address"), condition=~models.Q(address=""), name="one_participation_per_address"
            ),
            models.CheckConstraint(
                condition=models.Q(contact__isnull=False, address="") | (models.Q(contact__isnull=True) & ~models.Q(address="")),
                name="a_participant_is_contact_or_address",
            ),
        ]

    def __str__(self) -> str:
        return str(self.contact or self.address)

    @property
    def email(self) -> str:
        return self.contact.email if self.contact else self.address
