"""An event: one line of a ticket's history."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.choices import Verb
from tickets.telling import spoken


class Event(models.Model):
    """Written by every verb, changed by none. Without `actor` and `contact` it was the system.

    `data` keeps what was and what became: `{"field": "status", "from": …, "to": …, "version": 7}`, values as `told` made
    them; `version` is the ticket's after the change.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="events")
    verb = models.CharField(max_length=12, choices=Verb)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey("customers.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    message = models.ForeignKey("tickets.Message", models.SET_NULL, null=True, blank=True, related_name="events")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    #: Set on a page where it can be undone: the address that does.
    undo_path = ""

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["ticket", "created_at", "id"], name="event_in_order")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.verb}"

    @property
    def who(self) -> str:
        """Whoever did it; empty when it was the system."""
        return str(self.actor or self.contact or "")

    @property
    def before(self) -> str:
        return spoken(self.data.get("from"))

    @property
    def after(self) -> str:
        return spoken(self.data.get("to"))
