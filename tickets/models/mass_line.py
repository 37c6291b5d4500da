"""A line of a mass action: one ticket, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.mass.choices import LineState, Obstacle
from tickets.mass.querysets import MassLineQuerySet


class MassLine(models.Model):
    """Written in the same transaction as what was done to the ticket, so that twice is once, whoever dies meanwhile.

    A ticket is named by its number only: it may be gone for good. `trace` is what leads back: `{"events": […], "merge": 7}`;
    `detail` names the fields that are in the way, or the error.
    """

    action = models.ForeignKey("tickets.MassAction", models.CASCADE, related_name="lines")
    number = models.BigIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=7, choices=LineState, default=LineState.WAITING)
    obstacle = models.CharField(_("reason"), max_length=12, choices=Obstacle, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    trace = models.JSONField(default=dict)

    objects = MassLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a mass action")
        verbose_name_plural = _("lines of mass actions")
        ordering = ["number"]
        indexes = [models.Index(fields=["action", "state", "number"], name="mass_line_by_state")]
        constraints = [models.UniqueConstraint(fields=["action", "number"], name="each_ticket_once_in_a_mass_action")]

    def __str__(self) -> str:
        return f"#{self.number}"
