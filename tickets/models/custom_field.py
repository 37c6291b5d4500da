"""A custom field: something a workspace wants to know of its tickets that nobody else asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.choices import Access, FieldKind


class CustomField(models.Model):
    """Its values lie in `Ticket.custom` under its primary key, as `custom_values` writes them.

    `staff` and `portal` say what each audience may do with it, unless a type says otherwise (`TypeField`). A field that
    holds values is switched off, never deleted.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=FieldKind)
    help = models.CharField(_("help"), max_length=200, blank=True)
    staff = models.CharField(_("for staff"), max_length=8, choices=Access, default=Access.WRITE)
    portal = models.CharField(_("in the portal"), max_length=8, choices=Access, default=Access.HIDDEN)
    is_listed = models.BooleanField(_("shown in lists"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("custom field")
        verbose_name_plural = _("custom fields")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Its name in forms and in the history."""
        return f"custom_{self.pk}"

    @property
    def has_options(self) -> bool:
        return self.kind in (FieldKind.CHOICE, FieldKind.CHOICES)


class CustomOption(models.Model):
    """What can be chosen; one that was chosen somewhere is switched off, never deleted."""

    field = models.ForeignKey(CustomField, models.CASCADE, related_name="options")
    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["field", "name"], name="one_option_per_name")]

    def __str__(self) -> str:
        return self.name
