"""The tables that grow with every ticket, and which of their columns a crowd fills in."""

from typing import Any

from helpdesk.demo.crowd.sheets import Sheet
from notifications.models import Letter
from tickets.models import (
    Attachment,
    Effort,
    Event,
    ExternalReference,
    Message,
    Participant,
    StatusSpan,
    Subscription,
    Ticket,
    TicketAsset,
)

#: In an order in which each refers to those before it only.
SHEETS = {
    "ticket": Sheet(
        Ticket,
        *("id", "type", "subject", "status", "priority", "category", "severity", "region", "origin", "product", "is_urgent"),
        *("division", "requester", "organisation", "responsible", "team", "source", "due_at", "hours", "report", "solution"),
        *("custom", "version", "opened_at", "last_activity_at", "asked_at", "responded_at", "closed_at", "snoozed_until"),
    ),
    "message": Sheet(Message, "id", "ticket", "kind", "source", "author", "contact", "html", "text", "message_id", "created_at"),
    "attachment": Sheet(Attachment, "message", "file", "name", "content_type", "size"),
    "event": Sheet(Event, "ticket", "verb", "actor", "contact", "message", "data", "created_at"),
    "span": Sheet(StatusSpan, "ticket", "status", "began_at", "ended_at"),
    "letter": Sheet(
        Letter,
        *("template", "topic", "tells", "user", "to_name", "to_address", "from_name", "from_address", "subject", "text"),
        *("message_id", "state", "attempts", "due_at", "created_at", "sent_at"),
    ),
    "tag": Sheet(Ticket.tags.through, "ticket", "tag"),
    "asset": Sheet(TicketAsset, "ticket", "asset"),
    "participant": Sheet(Participant, "ticket", "contact", "created_at"),
    "subscription": Sheet(Subscription, "ticket", "user", "created_at"),
    "effort": Sheet(Effort, "ticket", "person", "on", "hours", "note", "token", "created_at"),
    "reference": Sheet(ExternalReference, "ticket", "channel", "external_id"),
}


class Lines:
    """What is to be written, table by table. Messages are numbered here: others refer to them."""

    def __init__(self, *, first_message: int) -> None:
        self._next = first_message
        self._lines: dict[str, list[str]] = {name: [] for name in SHEETS}

    def add(self, table: str, *values: Any) -> None:
        self._lines[table].append(SHEETS[table].line(*values))

    def number_message(self) -> int:
        self._next += 1
        return self._next - 1

    def take(self) -> dict[str, str]:
        """All so far, as one text for each table; forgotten here."""
        taken = {name: "".join(lines) for name, lines in self._lines.items()}
        self._lines = {name: [] for name in SHEETS}
        return taken
