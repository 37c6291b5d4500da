"""A ticket: what a customer wants of us, and everything said about it."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.choices import Sharing, Source
from tickets.links import desk_path
from tickets.querysets import TicketQuerySet


class Ticket(models.Model):
    """A customer's concern and everything said about it until it is closed.

    The primary key is the ticket number: every workspace counts in its own schema.
    `report` and `solution` are plain text; `custom` holds the workspace's own fields by their primary key (`tickets.values`).
    A merged ticket lives on in `merged_into`, which is never merged itself; a deleted one waits in the bin.
    The customer waits since `asked_at`; `responded_at` is our first public answer, `closed_at` the solution (BR-19, C-43).
    `version` counts the changes of its properties: whoever saves over a newer version is told (two agents at once).
    """

    type = models.ForeignKey("tickets.TicketType", models.PROTECT, related_name="tickets", verbose_name=_("type"))
    subject = models.CharField(_("subject"), max_length=200)
    status = models.ForeignKey("tickets.Status", models.PROTECT, related_name="tickets", verbose_name=_("status"))
    priority = models.ForeignKey(
        "tickets.Priority", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("priority")
    )
    category = models.ForeignKey(
        "tickets.Category", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("category")
    )
    severity = models.ForeignKey(
        "tickets.Severity", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("severity")
    )
    region = models.ForeignKey(
        "tickets.Region", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("region")
    )
    origin = models.ForeignKey(
        "tickets.Origin", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("origin")
    )
    tags = models.ManyToManyField("tickets.Tag", blank=True, related_name="tickets", verbose_name=_("tags"))
    is_urgent = models.BooleanField(_("urgent"), default=False)
    division = models.ForeignKey("divisions.Division", models.PROTECT, related_name="tickets", verbose_name=_("division"))
    requester = models.ForeignKey("customers.Contact", models.PROTECT, related_name="tickets", verbose_name=_("requester"))
    organisation = models.ForeignKey(
        "customers.Organisation", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("organisation")
    )
    assets = models.ManyToManyField(
        "customers.Asset", through="tickets.TicketAsset", blank=True, related_name="tickets", verbose_name=_("objects")
    )
    project = models.ForeignKey(
        "customers.Project", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("project")
    )
    partner = models.ForeignKey(
        "customers.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    product = models.ForeignKey(
        "customers.Product", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("product")
    )
    contract = models.ForeignKey(
        "customers.Contract", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("service contract")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("responsible")
    )
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name=_("team")
    )
    source = models.CharField(_("source"), max_length=8, choices=Source)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    target_at = models.DateTimeField(_("target"), null=True, blank=True)
    estimated_on = models.DateField(_("estimated solution"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=8, decimal_places=2, null=True, blank=True)
    days = models.DecimalField(_("days"), max_digits=8, decimal_places=2, null=True, blank=True)
    report = models.TextField(_("report"), blank=True)
    solution = models.TextField(_("solution"), blank=True)
    custom = models.JSONField(_("custom fields"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    last_activity_at = models.DateTimeField(_("last activity"), default=timezone.now, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    responded_at = models.DateTimeField(_("first answer"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    snoozed_until = models.DateTimeField(_("put off until"), null=True, blank=True, editable=False)
    sharing = models.CharField(
        _("who sees it in the portal"), max_length=8, choices=Sharing, blank=True, default=Sharing.USUAL, editable=False
    )
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="merged", verbose_name=_("merged into")
    )
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        indexes = [
            models.Index(fields=["-last_activity_at", "-id"], name="ticket_activity"),
            models.Index(fields=["status", "-last_activity_at", "-id"], name="ticket_status_activity"),
            models.Index(
                fields=["status"],
                include=["responsible", "team", "last_activity_at", "id"],
                name="ticket_waiting",
                condition=models.Q(deleted_at=None, merged_into=None),
            ),
            models.Index(fields=["responsible", "-last_activity_at", "-id"], name="ticket_responsible_activity"),
            models.Index(fields=["team", "-last_activity_at", "-id"], name="ticket_team_activity"),
            models.Index(fields=["requester", "-last_activity_at", "-id"], name="ticket_requester_activity"),
            models.Index(fields=["due_at", "id"], name="ticket_due"),
            models.Index(fields=["opened_at", "id"], name="ticket_opened"),
            models.Index(fields=["closed_at", "id"], name="ticket_closed", condition=models.Q(closed_at__isnull=False)),
            models.Index(fields=["type", "-last_activity_at", "-id"], name="ticket_type_activity"),
            models.Index(fields=["snoozed_until"], name="ticket_wakes", condition=models.Q(snoozed_until__isnull=False)),
            models.Index(fields=["-deleted_at", "-id"], name="ticket_bin", condition=models.Q(deleted_at__isnull=False)),
            models.Index(fields=["organisation"], name="ticket_granted", condition=models.Q(sharing=Sharing.GRANTED)),
            GinIndex(fields=["custom"], name="ticket_custom", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"

    def get_absolute_url(self) -> str:
        return desk_path(self.pk)

    @property
    def topic(self) -> str:
        """How letters and rings say what they are about."""
        return f"ticket:{self.pk}"
