"""A team: several people who are responsible together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """Tickets can be given to a team; each member sees them and may claim one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="teams", verbose_name=_("members"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    takes_new = models.BooleanField(_("gets new tickets that nobody is responsible for"), default=False)
    #: Takes what lands at the team as a new ticket (T24-15).
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible on arrival"),
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["takes_new"], condition=models.Q(takes_new=True), name="one_team_takes_new_tickets"),
        ]

    def __str__(self) -> str:
        return self.name
