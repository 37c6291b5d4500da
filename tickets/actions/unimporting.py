"""Removes tickets that came from a file, where nobody has touched them since (B-6)."""

from collections.abc import Mapping

from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from exports.removing import forget
from notifications.models import Letter, Ring
from tickets.choices import Source
from tickets.models import Draft, Event, Message, Purge, Stint, Ticket, TicketLink


def unimport(marks: Mapping[int, int], *, by: User) -> set[int]:
    """Tickets by number with the last line of their history that is the import's; returns the numbers of those that are gone.

    For good, as from the bin: what is left are the numbers, and who did it. Whoever wrote, noted, measured or linked anything
    since keeps theirs.
    """
    held = list(Ticket.objects.select_for_update().filter(pk__in=marks).order_by("pk"))
    touched = _touched(marks)
    gone = [ticket for ticket in held if ticket.pk not in touched]
    now = timezone.now()
    numbers = [ticket.pk for ticket in gone]
    Purge.objects.bulk_create(
        [Purge(number=ticket.pk, opened_at=ticket.opened_at, deleted_by=by, deleted_at=now, by=by) for ticket in gone],
        ignore_conflicts=True,
    )
    topics = [topic for number in numbers for topic in (f"ticket:{number}", f"recommendation:{number}")]
    Letter.objects.filter(topic__in=topics).delete()
    Ring.objects.filter(topic__in=topics).delete()
    forget(*topics)
    Ticket.objects.filter(pk__in=numbers).delete()
    return {*marks} - {ticket.pk for ticket in held if ticket.pk in touched}


def _touched(marks: Mapping[int, int]) -> set[int]:
    """Seven queries, however many tickets."""
    numbers = list(marks)
    latest = Event.objects.filter(ticket__in=numbers).order_by().values("ticket").annotate(last=Max("pk"))
    touched = {row["ticket"] for row in latest if row["last"] > marks[row["ticket"]]}
    said = Message.objects.filter(ticket__in=numbers).exclude(source=Source.IMPORT)
    for rows in (said, Draft.objects.filter(ticket__in=numbers), Stint.objects.filter(ticket__in=numbers)):
        touched.update(rows.order_by().values_list("ticket", flat=True))  # type: ignore[attr-defined]  # each has a ticket
    touched.update(Ticket.objects.filter(pk__in=numbers).exclude(deleted_at=None, merged_into=None).values_list("pk", flat=True))
    touched.update(ticket.merged_into_id or 0 for ticket in Ticket.objects.filter(merged_into__in=numbers).only("merged_into"))
    for link in TicketLink.objects.filter(Q(source__in=numbers) | Q(target__in=numbers)):
        touched.update({link.source_id, link.target_id} & {*numbers})
    return touched
