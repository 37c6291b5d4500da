"""One ticket."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from notifications import bell
from tickets.access import purge_of, ticket_for
from tickets.views.conversations import older_part
from tickets.views.pages import ticket_page


@require_safe
@agent_required
def show(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/ shows it, a merged one where it lives on; what the bell rang about it counts as seen.

    `?before=` a moment shows what happened before it; htmx gets that part alone. 410 says of one that was deleted for good
    who did that.
    """
    try:
        ticket = ticket_for(request.user, number)
    except Http404:
        if gone := purge_of(number):
            return render(request, "tickets/records/gone.html", {"gone": gone}, status=410)
        raise
    if ticket.pk != number:
        return redirect(ticket)
    if request.htmx and request.GET.get("before"):
        return older_part(request, ticket)
    bell.see(request.user, topic=ticket.topic)
    return ticket_page(request, ticket)
