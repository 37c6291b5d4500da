"""A stretch of a merger: what changed hands in one transaction."""

from django.db import models


class Stretch(models.Model):
    """`rows` are the keys of what changed hands, `more` what else the way back needs. Handed back, the row is gone."""

    kind = models.CharField(max_length=20)
    rows = models.JSONField(default=list)
    more = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ["pk"]


class ContactStretch(Stretch):
    merger = models.ForeignKey("customers.ContactMerger", models.CASCADE, related_name="stretches")

    class Meta(Stretch.Meta):
        verbose_name = "stretch of a merger"
        verbose_name_plural = "stretches of a merger"

    def __str__(self) -> str:
        return f"{self.merger_id} {self.kind}"


class OrganisationStretch(Stretch):
    merger = models.ForeignKey("customers.OrganisationMerger", models.CASCADE, related_name="stretches")

    class Meta(Stretch.Meta):
        verbose_name = "stretch of a merger"
        verbose_name_plural = "stretches of a merger"

    def __str__(self) -> str:
        return f"{self.merger_id} {self.kind}"
