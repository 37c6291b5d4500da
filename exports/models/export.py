"""An export: a file one person asked for."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from exports.choices import UNDER_WAY, State
from exports.querysets import ExportQuerySet
from tenants.files import private_files, random_path

#: Most files are made within this time.
SOON = timedelta(seconds=30)


class Export(models.Model):
    """The row comes first; the worker makes the file; whoever asked fetches it until `expires_at`. Nobody else sees either.

    `kind` names the maker in `settings.EXPORT_MAKERS`; `ask` is what exactly is wanted, in the maker's own words, and
    `fingerprint` the same in short. `topic` says what it is about, such as `ticket:42`; of many things it is empty.
    `done` of `total` says how far it is; without a total nobody knows. `error` is English source text; a second line is the
    technical detail. The sweeper wakes a worker for whatever is under way and was not woken for a while.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    topic = models.CharField(max_length=80, blank=True)
    ask = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    file = models.FileField(storage=private_files, upload_to=random_path, max_length=200, blank=True)
    name = models.CharField(max_length=150, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    woken_at = models.DateTimeField(default=timezone.now, editable=False)
    made_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["topic"], name="export_topic"),
            models.Index(fields=["expires_at"], name="export_expires"),
            models.Index(fields=["woken_at"], name="export_under_way", condition=models.Q(state__in=UNDER_WAY)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "fingerprint"], condition=models.Q(state__in=UNDER_WAY), name="one_export_under_way"
            ),
            models.CheckConstraint(condition=~models.Q(state=State.READY, file=""), name="ready_export_has_its_file"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.topic}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED

    @property
    def reasons(self) -> list[str]:
        """Why it failed, then the technical detail."""
        return self.error.splitlines()

    @property
    def seconds_to_look_again(self) -> int:
        """Whoever waits looks often at first."""
        return 1 if timezone.now() - self.created_at < SOON else 5
