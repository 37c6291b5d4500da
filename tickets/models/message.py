"""A message: something said on a ticket, to the customer or among ourselves."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tickets.choices import Kind, Source
from tickets.querysets import MessageQuerySet


class Message(models.Model):
    """`html` is clean and safe to show; `quoted_html` is what the sender quoted, folded away on the page.

    Written by a user of the desk (`author`), by a contact (`contact`), or, for staff only, by a `rule` (its name then).
    `message_id` is the mail's, with angle brackets. Until `leaves_at` its author can take it back, and no customer sees it
    (B-6). What it said before it was edited or redacted is in its `versions`. `read_at`: staff had a customer's words before
    them while those could still change them (C-14).
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=Kind)
    source = models.CharField(max_length=8, choices=Source)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages")
    contact = models.ForeignKey("customers.Contact", models.PROTECT, null=True, blank=True, related_name="messages")
    rule = models.CharField(max_length=80, blank=True, editable=False)
    html = models.TextField()
    quoted_html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    leaves_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["ticket", "created_at", "id"], name="message_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["message_id"], condition=~models.Q(message_id=""), name="one_message_per_message_id"),
            models.CheckConstraint(
                condition=models.Q(author__isnull=False, contact__isnull=True)
                | models.Q(author__isnull=True, contact__isnull=False)
                | models.Q(author__isnull=True, contact__isnull=True, kind=Kind.INTERNAL) & ~models.Q(rule=""),
                name="message_has_an_author",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.PUBLIC) | models.Q(contact__isnull=True), name="contacts_write_public_messages"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.text[:50]}"

    @property
    def topic(self) -> str:
        """How letters say whose words they carry."""
        return f"message:{self.pk}"

    @property
    def can_be_withdrawn(self) -> bool:
        """While its letter lies in the outbox (B-6)."""
        return self.leaves_at is not None and self.leaves_at > timezone.now()

    @property
    def seconds_left(self) -> int:
        """Until it leaves."""
        return max(int((self.leaves_at - timezone.now()).total_seconds()), 0) if self.leaves_at else 0

    @property
    def is_internal(self) -> bool:
        return self.kind == Kind.INTERNAL

    @property
    def is_from_customer(self) -> bool:
        return self.contact_id is not None

    @property
    def writer(self) -> str:
        return str(self.author or self.contact or gettext("The system (rule “%(rule)s”)") % {"rule": self.rule})
