"""In which order somebody reads conversations."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.preferring import keep_order
from tickets.views.pages import answered


@require_POST
@agent_required
def update(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/order/ is kept for this person, on every ticket and machine: `first` is newest or oldest."""
    ticket = ticket_for(request.user, number)
    keep_order(request.user, newest_first=request.POST.get("first") == "newest")
    return answered(request, ticket)
