"""The SQL from which new workspaces are made."""

from django.db import models


class Template(models.Model):
    """A dump of the template schema, one for each state of the migrations (finding 1: 0.3 s instead of 7 s)."""

    fingerprint = models.CharField(max_length=64, unique=True)
    sql = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.fingerprint[:12]
