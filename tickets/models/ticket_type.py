"""A ticket type: what kind of concern it is, and how the desk works on it (C-03)."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.choices import Colour, TypeKind


class TicketType(models.Model):
    """Carries its workflow, its fields and its automatic moves (C-05, C-07, C-09).

    The type every workspace starts with bears the word for a request in the reader's language until it is renamed, so
    that workspaces that need one type only need not care.
    """

    name = models.CharField(_("name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=TypeKind, default=TypeKind.NORMAL)
    description = models.CharField(_("description"), max_length=200, blank=True)
    icon = models.CharField(_("icon"), max_length=40, default="inbox")
    colour = models.CharField(_("colour"), max_length=8, choices=Colour, default=Colour.GREY)
    team = models.ForeignKey(
        "accounts.Team", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("team that gets new ones")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_default = models.BooleanField(_("taken when none is given"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_shown_to_customers = models.BooleanField(_("customers see its tickets in the portal"), default=True)
    is_open_to_customers = models.BooleanField(_("customers can choose it in the portal"), default=False)
    #: None: it is for all of them.
    divisions = models.ManyToManyField("divisions.Division", blank=True, related_name="ticket_types", verbose_name=_("divisions"))

    has_workflow = models.BooleanField(_("only the changes of status below are allowed"), default=False)
    opens_when_claimed = models.BooleanField(_("a new ticket is open as soon as somebody works on it"), default=True)
    reopens_when_answered = models.BooleanField(_("a waiting ticket is open again when the customer answers"), default=True)
    reopen_days = models.PositiveSmallIntegerField(
        _("days an answer reopens a closed ticket"), default=14, validators=[MaxValueValidator(3650)]
    )
    closes_from_anywhere = models.BooleanField(_("can be closed from any status"), default=True)
    needs_solution = models.BooleanField(_("a solution is needed before it is resolved"), default=False)
    needs_report = models.BooleanField(_("a report is needed before it is resolved"), default=False)
    tells_changes = models.BooleanField(
        _("the customer is told of changes of priority, category, status and estimated solution"), default=False
    )
    measures_time = models.BooleanField(_("the time spent on open tickets is measured"), default=False)

    class Meta:
        verbose_name = _("ticket type")
        verbose_name_plural = _("ticket types")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=models.Q(is_default=True), name="one_default_type"),
            models.CheckConstraint(
                condition=models.Q(is_default=False) | models.Q(is_active=True), name="default_type_is_active"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Request"))
