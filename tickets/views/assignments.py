"""Who is responsible."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.assigning import assign
from tickets.actions.outdating import Outdated
from tickets.forms.agreeing import agreed_in
from tickets.forms.meanwhile import over
from tickets.forms.properties import AssignmentForm
from tickets.views.pages import Forms, answered, ticket_page
from tickets.views.undoings import undo_tag_of_save


@require_POST
@agent_required
def update(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/assignment/ gives it to somebody, a team or nobody (C-21); 409 if somebody else did meanwhile."""
    ticket = ticket_for(request.user, number)
    form = AssignmentForm(request.POST, ticket=ticket)
    if not form.is_valid():
        return ticket_page(request, ticket, forms=Forms(assignment=form), status=422)
    try:
        agreed = agreed_in(request, by=request.user)
        assign(ticket, by=request.user, version=form.cleaned_data["version"], agreed=agreed, **form.chosen())
    except Outdated as refusal:
        current = ticket_for(request.user, number)
        filled = over(form, refusal, now=AssignmentForm(ticket=current))
        return ticket_page(request, current, forms=Forms(assignment=filled), problem=refusal, status=409)
    messages.success(request, _("Saved."), extra_tags=undo_tag_of_save(ticket, by=request.user))
    return answered(request, ticket)
