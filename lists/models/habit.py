"""A habit: what somebody chose last for one list, so that it is there again next time."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lists.choices import PORTAL, Density, ListKind


class Habit(models.Model):
    """Holds wherever the address of the list says nothing else; kept with the person, wherever they sign in (C-35)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="habits")
    list = models.CharField(max_length=13, choices=[*ListKind.choices, (PORTAL, _("Customer portal"))])
    #: Keys of columns in order; nothing where somebody never chose.
    columns = models.JSONField(_("columns"), null=True, blank=True)
    sort = models.CharField(_("order"), max_length=60, blank=True)
    density = models.CharField(_("density"), max_length=11, choices=Density, default=Density.COMFORTABLE)
    shows_closed = models.BooleanField(_("closed ones too"), default=False)

    class Meta:
        verbose_name = _("habit")
        verbose_name_plural = _("habits")
        constraints = [models.UniqueConstraint(fields=["user", "list"], name="one_habit_per_list")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.list}"
