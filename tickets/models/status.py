"""A status: a workspace's own word for one of seven fixed meanings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.choices import DONE_CATEGORIES, PORTAL_COLOUR, PORTAL_STATUS, Category, Colour, PortalStatus


class Status(models.Model):
    """Until renamed, a status bears the name of its category in the reader's language (RB-21), likewise in the portal (RB-19)."""

    category = models.CharField(_("meaning"), max_length=16, choices=Category)
    name = models.CharField(_("name"), max_length=60, blank=True)
    portal_label = models.CharField(_("name in the portal"), max_length=60, blank=True)
    portal_tone = models.CharField(_("colour in the portal"), max_length=8, choices=Colour, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_default = models.BooleanField(_("taken when the category is reached automatically"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statuses")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["category"], condition=models.Q(is_default=True), name="one_default_status_per_category"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(Category(self.category).label)

    @property
    def is_done(self) -> bool:
        return self.category in DONE_CATEGORIES

    @property
    def portal_status(self) -> PortalStatus:
        return PORTAL_STATUS[Category(self.category)]

    @property
    def portal_name(self) -> str:
        """What a customer reads (RB-19)."""
        return self.portal_label or str(self.portal_status.label)

    @property
    def portal_colour(self) -> str:
        """The workspace's own, else red, orange, green or grey (RB-20)."""
        return self.portal_tone or PORTAL_COLOUR[self.portal_status]
