"""What is being written on a ticket."""

import hashlib
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, prefetch_related_objects

from accounts.models import User
from tenants.compiled import CompiledRows, Slot
from tickets.models import Attachment, Draft, Ticket


def drafts_on(ticket: Ticket) -> Sequence[Draft]:
    """Everybody's, with their files; two queries."""
    return with_files(DRAFTS(ticket=ticket.pk), ticket=ticket)


def with_files(drafts: Sequence[Draft], *, ticket: Ticket) -> Sequence[Draft]:
    """Of this ticket; one query, if there are any."""
    for draft in drafts:
        draft.ticket = ticket
    prefetch_related_objects(drafts, Prefetch("attachments", Attachment.objects.order_by("pk")))
    return drafts


DRAFTS = CompiledRows(lambda: Draft.objects.filter(ticket=Slot("ticket")).select_related("author"))


def state_of(ticket: Ticket, *, but: User) -> str:
    """Another one whenever a colleague wrote on, stopped or gave up; one query, and no text is read."""
    drafts = Draft.objects.filter(ticket=ticket).exclude(author=but).exclude(html="").only("pk", "updated_at")
    said = [(draft.pk, draft.updated_at.timestamp(), draft.is_being_written) for draft in drafts.order_by("pk")]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12] if said else "none"


def own(drafts: Iterable[Draft], *, of: User, kind: str) -> Draft | None:
    return next((draft for draft in drafts if draft.author_id == of.pk and draft.kind == kind), None)


def others(drafts: Iterable[Draft], *, of: User) -> list[Draft]:
    """Colleagues' drafts that say something, the latest first."""
    found = [draft for draft in drafts if draft.author_id != of.pk and draft.html]
    return sorted(found, key=lambda draft: draft.updated_at, reverse=True)
