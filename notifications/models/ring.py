"""A ring of the bell: something happened that this person should see."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Ring(models.Model):
    """`text` is the finished sentence in the person's language, `link` the path on the desk it leads to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rings")
    topic = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=250)
    link = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bell entry")
        verbose_name_plural = _("bell entries")
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="ring_newest"),
            models.Index(fields=["user"], name="ring_unseen", condition=models.Q(seen_at=None)),
        ]

    def __str__(self) -> str:
        return self.text
