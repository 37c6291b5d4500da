"""An import: a file one person brings, and what becomes of it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from imports.choices import Encoding, Outcome, Separator, Stage, State
from imports.querysets import ImportQuerySet
from tenants.files import private_files, random_path

#: Most files are done with within this time.
SOON = timedelta(seconds=30)


class Import(models.Model):
    """The row comes first; the worker does everything that takes time, and `done` of `total` says how far it is.

    `target` names in `settings.IMPORT_TARGETS` what the rows become. `file` is what was brought, `table` the same as the
    worker read it (`imports.tables`); `offset` is the byte behind the last row that is done with. `recipe` says what to do
    with the columns (`imports.recipes`). `run` counts dry runs and the real one: a line belongs to one of them. `tally`
    counts outcomes of the present stage. `error` is in its owner's words, a second line is the technical detail.
    Nothing is kept longer than until `expires_at`, and what was not undone by then stays.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    target = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    file = models.FileField(storage=private_files, upload_to=random_path, max_length=200)
    size = models.PositiveBigIntegerField()
    table = models.FileField(storage=private_files, upload_to=random_path, max_length=200, blank=True)
    encoding = models.CharField(max_length=12, choices=Encoding, blank=True)
    separator = models.CharField(max_length=1, choices=Separator, blank=True)
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=100, blank=True)
    header = models.JSONField(default=list)
    recipe = models.JSONField(default=dict)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.READING)
    state = models.CharField(max_length=9, choices=State, default=State.UNDER_WAY)
    run = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    offset = models.PositiveBigIntegerField(default=0)
    tally = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    woken_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["expires_at"], name="import_expires"),
            models.Index(fields=["woken_at"], name="import_under_way", condition=models.Q(state=State.UNDER_WAY)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def topic(self) -> str:
        """How files say what they are about."""
        return f"import:{self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state == State.UNDER_WAY

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED

    @property
    def is_workbook(self) -> bool:
        return bool(self.sheets)

    @property
    def can_be_mapped(self) -> bool:
        """Its file was read, and nothing was taken over yet."""
        return bool(self.table) and not self.is_under_way and self.stage in (Stage.READING, Stage.CHECKING)

    @property
    def can_run(self) -> bool:
        """A dry run went through to the end with this recipe."""
        return (self.stage, self.state) == (Stage.CHECKING, State.DONE)

    @property
    def can_go_on(self) -> bool:
        return self.state in (State.STOPPED, State.FAILED)

    @property
    def can_be_undone(self) -> bool:
        return self.stage == Stage.RUNNING and not self.is_under_way

    @property
    def can_be_removed(self) -> bool:
        return not self.is_under_way

    @property
    def counts(self) -> dict[str, int]:
        """By outcome, each that there can be."""
        tally: dict[str, Any] = self.tally
        return {outcome: tally.get(outcome, 0) for outcome in Outcome.values}

    @property
    def seconds_to_look_again(self) -> int:
        """Whoever waits looks often at first."""
        return 1 if timezone.now() - self.woken_at < SOON else 5

    @property
    def reasons(self) -> list[str]:
        """Why it failed, then the technical detail."""
        return self.error.splitlines()
