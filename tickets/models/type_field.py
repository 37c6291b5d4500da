"""What a type does with one field, where it is not what fields do anyway (C-09)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.choices import Access


class TypeField(models.Model):
    """One field of one type: `builtin` names a field of the ticket, or it is a custom one."""

    type = models.ForeignKey("tickets.TicketType", models.CASCADE, related_name="fields")
    builtin = models.CharField(max_length=30, blank=True)
    custom = models.ForeignKey("tickets.CustomField", models.CASCADE, null=True, blank=True, related_name="+")
    staff = models.CharField(_("for staff"), max_length=8, choices=Access)
    portal = models.CharField(_("in the portal"), max_length=8, choices=Access)

    class Meta:
        verbose_name = _("field of a type")
        verbose_name_plural = _("fields of a type")
        constraints = [
            models.UniqueConstraint(fields=["type", "builtin"], condition=~models.Q(builtin=""), name="one_rule_per_builtin"),
            models.UniqueConstraint(fields=["type", "custom"], name="one_rule_per_custom_field"),
            models.CheckConstraint(
                condition=models.Q(builtin="", custom__isnull=False) | (~models.Q(builtin="") & models.Q(custom__isnull=True)),
                name="a_rule_is_about_one_field",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type_id}: {self.key}"

    @property
    def key(self) -> str:
        return self.builtin or f"custom_{self.custom_id}"
