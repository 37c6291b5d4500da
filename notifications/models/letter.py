"""A letter: one e-mail to one person, written down before it is sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.choices import State
from tenants.files import FileListField


class Letter(models.Model):
    """The row is written in the transaction of the fact it tells; it holds the finished text, so that it never changes.

    `topic` says what it is about, such as `ticket:42`; `tells` what it says of that, such as `message:7`, whose words it
    carries; `attachments` is a list of `{"path", "name", "type"}` in the workspace's private files, pictures in the HTML
    with their "cid"; `headers` are extra mail headers by name. Of one topic one person gets them in this order.
    """

    template = models.CharField(max_length=80)
    topic = models.CharField(max_length=80, blank=True)
    tells = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters")
    to_name = models.CharField(max_length=100, blank=True)
    to_address = models.EmailField()
    from_name = models.CharField(max_length=100, blank=True)
    from_address = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = FileListField(default=list)
    message_id = models.CharField(max_length=255, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(fields=["topic"], name="letter_topic"),
            models.Index(fields=["tells"], name="letter_tells", condition=~models.Q(tells="")),
            models.Index(fields=["due_at"], name="letter_due", condition=models.Q(state__in=["queued", "sending", "handing"])),
            models.Index(fields=["-created_at", "-id"], name="letter_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_address}"
