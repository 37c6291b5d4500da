"""A line: what became of one row of an import, or would."""

from django.db import models

from imports.choices import Outcome, Undone


class Line(models.Model):
    """Written in the transaction that did it, so that each row is done exactly once.

    `number` is the row's in the file, the header's is 1. `record` is the key of what was made or changed. `reasons` are pairs:
    the place of the column (none: the whole row) and words. `undo` and `made` say to whoever did it how to take it back.
    """

    importing = models.ForeignKey("imports.Import", models.CASCADE, related_name="lines")
    run = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    record = models.BigIntegerField(null=True)
    reasons = models.JSONField(default=list)
    undo = models.JSONField(default=dict)
    made = models.JSONField(default=list)
    undone = models.CharField(max_length=8, choices=Undone, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["importing", "run", "number"], name="each_row_once")]
        indexes = [
            models.Index(fields=["importing", "run", "outcome", "number"], name="line_by_outcome"),
            models.Index(fields=["importing", "record"], name="line_of_record", condition=models.Q(record__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.importing_id}: {self.number} {self.outcome}"
