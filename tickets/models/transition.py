"""A transition: one change of status that a type's workflow allows (C-05)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Transition(models.Model):
    type = models.ForeignKey("tickets.TicketType", models.CASCADE, related_name="transitions")
    before = models.ForeignKey("tickets.Status", models.CASCADE, related_name="+")
    after = models.ForeignKey("tickets.Status", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        constraints = [
            models.UniqueConstraint(fields=["type", "before", "after"], name="one_transition_each"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="transitions_lead_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"
