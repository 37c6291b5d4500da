"""A severity (Gewichtung, CP-22): how much depends on it, beside how urgent it is."""

from django.utils.translation import gettext_lazy as _

from tickets.models.entry import Entry


class Severity(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("severity")
        verbose_name_plural = _("severities")
