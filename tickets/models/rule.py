"""A rule: what happens by itself when something happens to a ticket (C-22), or when somebody presses a button (CP-37)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.rules.choices import Happening


class Rule(models.Model):
    """Which tickets it is for stands in `query`, as the address of a list says it; empty means every ticket.

    `deeds` are what it does, in order, as `tickets.rules.deeds` reads them. Rules are asked in their order; one that does not
    go on keeps those behind it from acting on the same ticket. An own action (`happening` by hand) of a `team` is offered to
    its members only. One that came out of a set of ours bears its key as `preset`.
    """

    name = models.CharField(_("name"), max_length=80)
    happening = models.CharField(_("when"), max_length=8, choices=Happening, default=Happening.OPENED)
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, blank=True, related_name="rules", verbose_name=_("offered to")
    )
    query = models.TextField(_("conditions"), blank=True)
    deeds = models.JSONField(default=list)
    goes_on = models.BooleanField(_("the rules behind it act as well"), default=True)
    is_active = models.BooleanField(_("active"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    preset = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["preset"], condition=~models.Q(preset=""), name="one_rule_per_preset"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rule", args=[self.pk])

    @property
    def is_own_action(self) -> bool:
        return self.happening == Happening.BY_HAND
