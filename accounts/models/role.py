"""A role: a name for a set of permissions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Permission, RoleKey


class Role(models.Model):
    """Built-in roles carry a key and, until renamed, the name of their key in the reader's language."""

    key = models.CharField(max_length=20, blank=True, choices=RoleKey)
    name = models.CharField(_("name"), max_length=60, blank=True)
    permissions = ArrayField(models.CharField(max_length=40, choices=Permission), default=list, verbose_name=_("permissions"))

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="one_role_per_key"),
            models.CheckConstraint(condition=~models.Q(key="", name=""), name="role_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name or str(RoleKey(self.key).label)
