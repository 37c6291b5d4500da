"""A view: a list somebody wants to find again (CP-11, RB-11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lists.choices import Audience, ListKind
from lists.querysets import ViewQuerySet


class View(models.Model):
    """The address of a list, kept under a name. Everybody sees in it what they may see, not what its maker saw.

    A personal one is its `owner`'s, one of a team belongs to its members; all others belong to the desk. `query` is what an
    address says behind its question mark: what it asks by may have gone since, then the list says so and shows the rest.
    """

    list = models.CharField(_("list"), max_length=13, choices=ListKind)
    name = models.CharField(_("name"), max_length=60)
    icon = models.CharField(_("icon"), max_length=40, default="list-filter")
    audience = models.CharField(_("for"), max_length=8, choices=Audience, default=Audience.PERSONAL)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="views")
    team = models.ForeignKey("accounts.Team", models.CASCADE, null=True, blank=True, related_name="views", verbose_name=_("team"))
    query = models.TextField(_("address"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_counted = models.BooleanField(_("with a count"), default=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=Audience.PERSONAL, owner__isnull=False) | Q(~Q(audience=Audience.PERSONAL), owner=None),
                name="personal_views_have_an_owner",
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.TEAM, team__isnull=False) | Q(~Q(audience=Audience.TEAM), team=None),
                name="team_views_have_a_team",
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.PORTAL) | Q(list=ListKind.TICKETS), name="portal_views_show_tickets"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The same at the desk and in the portal."""
        return reverse("view", args=[self.pk])
