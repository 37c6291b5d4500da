"""A project: work for a customer that tickets belong to (CP-17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.known import known_by


class Project(models.Model):
    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("project number"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        "customers.Organisation", models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("organisation")
    )
    is_active = models.BooleanField(_("active"), default=True)
    known = known_by("name", "number")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="one_project_per_number"),
        ]

    def __str__(self) -> str:
        return self.name
