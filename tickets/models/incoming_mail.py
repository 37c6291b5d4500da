"""The ledger: every mail ever fetched, and what became of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.files import private_files, random_path
from tickets.choices import MailState


class IncomingMail(models.Model):
    """Written before the mail is read, so that none is lost.

    Twice is once: `key` is the Message-ID, or the digest of the raw mail.

    `raw` are the bytes as they came; a failed mail can be received again from them. `reason` says why it failed or was ignored.
    """

    mailbox = models.ForeignKey("tickets.Mailbox", models.CASCADE, related_name="mails")
    key = models.CharField(max_length=255)
    uid_validity = models.BigIntegerField(default=0)
    uid = models.BigIntegerField(default=0)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    raw = models.FileField(storage=private_files, upload_to=random_path, max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.RECEIVED)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ticket = models.ForeignKey("tickets.Ticket", models.SET_NULL, null=True, blank=True, related_name="mails")
    message = models.OneToOneField("tickets.Message", models.SET_NULL, null=True, blank=True, related_name="mail")
    received_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["mailbox", "key"], name="twice_is_once")]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="mail_newest"),
            models.Index(fields=["received_at"], name="mail_unread", condition=models.Q(state="received")),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"
