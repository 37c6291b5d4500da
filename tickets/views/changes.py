"""Everything that was changed on a ticket: what it was, what it became, who did it, and when."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tickets.access import past_of, ticket_for
from tickets.choices import Verb
from tickets.models import Event, Ticket
from tickets.undoing import mark_undoable
from tickets.wording import field_called
from ui.listing import By, page_of

NEWEST = [By("created_at", descending=True), By("pk", descending=True)]
#: These are read in the conversation; here is what they changed.
SPOKEN = [Verb.REPLIED, Verb.NOTED]


@require_safe
@agent_required
def show(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/changes/ (CP-14), the newest first, `?field=status` only those; a merged one's past stays readable."""
    ticket = past_of(request.user, number) or ticket_for(request.user, number)
    events = ticket.events.select_related("actor", "contact").exclude(verb__in=SPOKEN)
    named = events.exclude(data__field=None).order_by("data__field").values_list("data__field", "data__label").distinct()
    fields = {field: field_called(field, label=label or "") for field, label in named}
    chosen = request.GET.get("field", "")
    if chosen in fields:
        events = events.filter(data__field=chosen)
    context = {"ticket": ticket, "fields": fields, "chosen": chosen}
    page = page_of(events, by=NEWEST, query=request.GET)
    _mark(ticket, page.rows)
    return render(request, "tickets/records/changes.html", {**context, "page": page})


def _mark(ticket: Ticket, rows: Iterable[Event]) -> None:
    """Whatever happened since decides what can still be undone."""
    events = list(ticket.events.order_by("created_at", "pk"))
    mark_undoable(events)
    paths = {event.pk: event.undo_path for event in events}
    for row in rows:
        row.undo_path = paths[row.pk] if ticket.merged_into_id is None else ""
