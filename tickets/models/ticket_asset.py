"""An object of a ticket, in its place among the others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: For `ticket.assets`: the primary one first.
IN_PLACE = ("ticket_places__position", "ticket_places__pk")


class TicketAsset(models.Model):
    """The first one is the primary one (C-10): by `position`, of equal ones the one that came first.

    So whatever is added or removed, a ticket with objects has exactly one primary object.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="asset_places")
    asset = models.ForeignKey("customers.Asset", models.CASCADE, related_name="ticket_places")
    position = models.SmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("object of a ticket")
        verbose_name_plural = _("objects of a ticket")
        db_table = "tickets_ticket_assets"
        unique_together = [("ticket", "asset")]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.asset_id}"
