"""A region (Sektor, T24-17): where it is, in a workspace's own words."""

from django.utils.translation import gettext_lazy as _

from tickets.models.entry import Entry


class Region(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
