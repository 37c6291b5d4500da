"""All files of a ticket, whichever message brought them (CP-52, C-40)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.http import QueryDict

from accounts.models import User
from tickets.models import Attachment, Message, Ticket
from ui.listing import Page, page_of
from ui.orders import By

#: The newest first.
ORDER: Final = (By("pk", descending=True),)
PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Sums:
    """How many files, and how many bytes they are together."""

    count: int
    size: int


def documents_of(ticket: Ticket, *, seen_by: User) -> QuerySet[Attachment]:
    """Each file is as visible as the message that brought it: customers never see those of internal notes (RB-15)."""
    messages = ticket.messages.seen_by(seen_by).order_by()
    return Attachment.objects.filter(message__in=messages).select_related("message__author", "message__contact", "document_kind")


def latest_documents(ticket: Ticket, *, seen_by: User, most: int) -> list[Attachment]:
    return list(documents_of(ticket, seen_by=seen_by).order_by("-pk")[:most])


def page_of_documents(ticket: Ticket, *, seen_by: User, query: QueryDict) -> Page[Attachment]:
    return page_of(documents_of(ticket, seen_by=seen_by), by=ORDER, query=query, size=PAGE_SIZE)


def sums_of(ticket: Ticket, *, seen_by: User) -> Sums:
    found = documents_of(ticket, seen_by=seen_by).order_by().aggregate(count=Count("pk"), size=Sum("size"))
    return Sums(found["count"], found["size"] or 0)


def place_of(message: Message) -> str:
    """What leads from the ticket's address to the message, however long the conversation is."""
    after = message.created_at + timedelta(microseconds=1)
    return f"?{urlencode({'before': after.isoformat()})}#message-{message.pk}"
