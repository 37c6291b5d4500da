"""Keeps the clocks of a locked ticket: since when, in which status, and when it was answered (BR-19, C-43)."""

from datetime import datetime
from itertools import takewhile

from django.db.models import F, Min
from django.db.models.functions import Greatest
from django.utils import timezone

from tenants.compiled import CompiledInsert
from tickets.choices import Kind
from tickets.models import Message, StatusSpan, Ticket


def stand(ticket: Ticket) -> None:
    """It is in its status from now on; the time in another one is over."""
    now = timezone.now()
    rest(ticket, since=now)
    StatusSpan.objects.create(ticket=ticket, status_id=ticket.status_id, began_at=now)


def stand_first(ticket: Ticket) -> None:
    """A new one is in its status since it was opened."""
    SPAN(StatusSpan(ticket=ticket, status_id=ticket.status_id, began_at=ticket.opened_at))


SPAN = CompiledInsert(StatusSpan)


def rest(ticket: Ticket, *, since: datetime | None = None) -> None:
    """It is in no status: merged, or in the bin."""
    ended_at = Greatest(F("began_at"), since or timezone.now())
    StatusSpan.objects.filter(ticket=ticket, ended_at=None).update(ended_at=ended_at)


def stand_again(ticket: Ticket) -> None:
    """The last change of status is taken back: it was in the one before all the time, and if that is done, solved since then."""
    spans = list(StatusSpan.objects.filter(ticket=ticket).select_related("status"))
    if len(spans) < 3 or spans[-3].status_id != ticket.status_id or spans[-3].ended_at != spans[-2].began_at:
        return
    *before, between, now = spans
    StatusSpan.objects.filter(pk__in=[between.pk, now.pk]).delete()
    StatusSpan.objects.filter(pk=before[-1].pk).update(ended_at=None)
    if ticket.closed_at:
        ticket.closed_at = min(span.began_at for span in takewhile(lambda span: span.status.is_done, reversed(before)))
        ticket.save(update_fields=["closed_at"])


def respond(ticket: Ticket, message: Message) -> None:
    """The first public answer stops the clock; later ones change nothing."""
    if ticket.responded_at is None:
        ticket.responded_at = message.created_at
        ticket.save(update_fields=["responded_at"])


def listen_again(ticket: Ticket) -> None:
    """Messages came or went: what those it has now say of when it was asked and answered."""
    said = Message.objects.filter(ticket=ticket).order_by()
    ticket.asked_at = said.filter(contact__isnull=False).aggregate(at=Min("created_at"))["at"] or ticket.opened_at
    answers = said.filter(kind=Kind.PUBLIC, author__isnull=False, created_at__gte=ticket.asked_at)
    ticket.responded_at = answers.aggregate(at=Min("created_at"))["at"]
    ticket.save(update_fields=["asked_at", "responded_at"])
