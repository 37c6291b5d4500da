"""A mass action: what one person wants of many tickets at once (C-37)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.links import mass_path
from tickets.mass.choices import OVER, STARTED, UNDER_WAY, MassKind, MassState
from tickets.mass.querysets import MassActionQuerySet

#: Whoever waits looks often at first.
SOON = timedelta(seconds=60)


class MassAction(models.Model):
    """First a plan that changes nothing; once started, a worker goes through its lines, one ticket at a time.

    `chosen` is what exactly is wanted, as `tickets.mass.wishes` reads it. `numbers` are the plan's tickets, as they were
    counted; of a list that is longer than anybody counts it is empty: then `query` is the list's address, `reading` what was
    understood of it and `newest` the last ticket there was, and the worker finds them when it starts. From then on its lines
    say which they are. `missing` were ticked, but not found.

    `total` and the counters beside it say what became of the lines. `error` is English source text; a second line is the
    technical detail. The sweeper wakes a worker for whatever is under way and was not woken for a while.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mass_actions", verbose_name=_("who"))
    kind = models.CharField(_("what"), max_length=12, choices=MassKind)
    chosen = models.JSONField(default=dict)
    silent = models.BooleanField(_("without telling anybody"), default=False)
    numbers = ArrayField(models.BigIntegerField(), null=True, blank=True)
    query = models.TextField(blank=True)
    reading = models.JSONField(default=list)
    newest = models.BigIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=9, choices=MassState, default=MassState.PLANNED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    total = models.PositiveIntegerField(_("tickets"), default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    woken_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MassActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mass action")
        verbose_name_plural = _("mass actions")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["by", "-id"], name="mass_action_newest"),
            models.Index(fields=["woken_at"], name="mass_action_under_way", condition=models.Q(state__in=UNDER_WAY)),
            models.Index(fields=["created_at"], name="mass_action_age"),
        ]

    def __str__(self) -> str:
        return str(MassKind(self.kind).label)

    def get_absolute_url(self) -> str:
        return mass_path(self.pk)

    @property
    def topic(self) -> str:
        """How rings say what they are about."""
        return f"mass:{self.pk}"

    @property
    def is_plan(self) -> bool:
        return self.state == MassState.PLANNED

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def can_be_cancelled(self) -> bool:
        return self.state in STARTED

    @property
    def can_be_undone(self) -> bool:
        return self.state in OVER and self.changed > 0

    @property
    def is_counted(self) -> bool:
        """Which tickets it is about is known for certain."""
        return self.numbers is not None or self.state not in (MassState.PLANNED, MassState.QUEUED)

    @property
    def done(self) -> int:
        """Of `aim`."""
        return self.undone + self.kept if self.is_on_its_way_back else self.changed + self.same + self.refused

    @property
    def aim(self) -> int:
        """How many tickets there are to do; while it is undone, how many were changed before."""
        return self.changed + self.undone + self.kept if self.is_on_its_way_back else self.total

    @property
    def is_on_its_way_back(self) -> bool:
        return self.state in (MassState.UNDOING, MassState.UNDONE)

    @property
    def reasons(self) -> list[str]:
        """Why it failed, then the technical detail."""
        return self.error.splitlines()

    @property
    def seconds_to_look_again(self) -> int:
        return 1 if timezone.now() - (self.started_at or self.created_at) < SOON else 5
