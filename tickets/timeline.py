"""What happened on a ticket, in order."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet, TextField, prefetch_related_objects

from accounts.models import User
from notifications.choices import State
from notifications.models import Letter
from tenants.compiled import CompiledRows, Slot
from tickets.choices import Verb
from tickets.models import Attachment, Event, Message, MessageVersion, Ticket
from tickets.undoing import mark_undoable

#: The message itself says these.
SAID_BY_MESSAGE = [Verb.REPLIED, Verb.NOTED]
#: The rest is the desk's own business (RB-15).
SEEN_BY_CUSTOMERS = [Verb.OPENED, Verb.CLOSED, Verb.REOPENED]


def timeline(ticket: Ticket, *, seen_by: User) -> list[Message | Event]:
    """Messages with their files, and what happened between them (BR-16); three queries however long it is.

    Customers get public messages and learn that it was opened, closed and reopened; nothing else (RB-15).
    """
    messages, events = said_on(ticket, seen_by=seen_by), done_on(ticket, seen_by=seen_by)
    if not seen_by.is_customer:
        mark_undoable(events)
    with_versions(messages)
    return sorted([*messages, *events], key=place)


def said_on(ticket: Ticket, *, seen_by: User) -> "QuerySet[Message]":
    files = Prefetch("attachments", Attachment.objects.order_by("pk"))
    return ticket.messages.seen_by(seen_by).select_related("author", "contact").prefetch_related(files)


def done_on(ticket: Ticket, *, seen_by: User) -> "QuerySet[Event]":
    return seen_events(ticket.events.all(), by_customers=seen_by.is_customer)


def seen_events(events: "QuerySet[Event]", *, by_customers: bool) -> "QuerySet[Event]":
    seen = events.select_related("actor", "contact").exclude(verb__in=SAID_BY_MESSAGE)
    return seen.filter(verb__in=SEEN_BY_CUSTOMERS) if by_customers else seen


def with_versions(messages: Iterable[Message]) -> None:
    """Those that were changed get what they said before."""
    versions = Prefetch("versions", MessageVersion.objects.select_related("by").order_by("pk"))
    prefetch_related_objects([message for message in messages if message.edited_at or message.redacted_at], versions)


def files_beside(message: Message) -> list[Attachment]:
    """Its files, but those that the text shows in their place already; they were read along."""
    shown = message.html + message.quoted_html
    return [file for file in message.attachments.all() if not (file.is_inline and f"/attachments/{file.pk}/" in shown)]


def letters_of(ticket: Ticket) -> dict[str, Letter]:
    """The letters to the requester about this ticket by Message-ID: a reply's letter bears the message's own."""
    letters = TO_REQUESTER(topic=ticket.topic, address=ticket.requester.email)
    return {letter.message_id: letter for letter in letters}


TO_REQUESTER = CompiledRows(
    lambda: Letter.objects.filter(topic=Slot("topic", TextField()), to_address=Slot("address", TextField())).only(
        "message_id", "template", "state", "error", "due_at", "attempts"
    )
)


def undelivered(letters: dict[str, Letter]) -> list[Letter]:
    """Those that somebody must look at."""
    return [letter for letter in letters.values() if letter.state in (State.FAILED, State.UNCLEAR)]


def place(entry: Message | Event) -> tuple[object, ...]:
    """At the same moment the ticket is opened first, then it is said what changed."""
    first = isinstance(entry, Event) and entry.verb == Verb.OPENED
    return (entry.created_at, not first, isinstance(entry, Event), entry.pk)
