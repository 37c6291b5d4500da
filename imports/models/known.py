"""What a row is known by, in short, so that a dry run sees what comes twice."""

from django.db import models


class Known(models.Model):
    """The first row of a run that is known so: by an address, a number, whatever there can be no second of."""

    importing = models.ForeignKey("imports.Import", models.CASCADE, related_name="+", db_index=False)
    run = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=16)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = "what a row is known by"
        verbose_name_plural = "what rows are known by"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["importing", "run", "key"], name="known_once")]

    def __str__(self) -> str:
        return f"{self.importing_id}: {self.number}"
