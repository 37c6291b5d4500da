"""An origin (Ticketquelle, CP-27): where a ticket came from, beside the channel that the product knows by itself."""

from django.utils.translation import gettext_lazy as _

from tickets.models.entry import Entry


class Origin(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
