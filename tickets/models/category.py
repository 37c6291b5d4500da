"""A category: what a ticket is about, in a workspace's own words."""

from django.utils.translation import gettext_lazy as _

from tickets.models.entry import Entry


class Category(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
