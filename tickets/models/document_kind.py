"""A kind of document (Dokumentart): what a file is, so that it can be offered at an object (BL-25)."""

from django.utils.translation import gettext_lazy as _

from tickets.models.entry import Entry


class DocumentKind(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("kind of document")
        verbose_name_plural = _("kinds of document")
