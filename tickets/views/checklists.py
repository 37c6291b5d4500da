"""The checklist of a ticket."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.access import LARGEST_NUMBER, ticket_for
from tickets.actions.listing import TooMany, list_step, shift, tick, unlist
from tickets.choices import Verb
from tickets.forms.checklists import StepForm
from tickets.models import ChecklistItem, Ticket
from tickets.views.undoings import undo_tag

#: What a button of a step can ask for.
DOES: dict[str, Callable[[ChecklistItem, User], None]] = {
    "tick": lambda step, user: tick(step, by=user),
    "untick": lambda step, user: tick(step, by=user, is_done=False),
    "up": lambda step, user: shift(step, up=True),
    "down": lambda step, user: shift(step, up=False),
    "remove": lambda step, user: unlist(step, by=user),
}


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/checklist/ shows the steps to order and remove them, and adds one."""
    ticket = ticket_for(request.user, number)
    form = StepForm(request.POST or None)
    if form.is_valid() and _listed(form, ticket, request.user):
        return redirect(_back(request, ticket))
    context = {"ticket": ticket, "form": form, "steps": ticket.checklist.select_related("done_by")}
    return render(request, "tickets/records/checklist.html", context, status=422 if form.is_bound else 200)


@require_POST
@agent_required
def update(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/checklist/7/ with `do`: tick, untick, up, down or remove."""
    ticket = ticket_for(request.user, number)
    step = get_object_or_404(ticket.checklist.select_related("ticket"), pk=min(pk, LARGEST_NUMBER))
    do = DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    do(step, request.user)
    if request.POST["do"] == "remove":
        messages.success(request, _("The step is removed."), extra_tags=undo_tag(ticket, Verb.UNLISTED, by=request.user))
    return redirect(_back(request, ticket))


def _listed(form: StepForm, ticket: Ticket, user: User) -> bool:
    try:
        list_step(ticket, by=user, text=form.cleaned_data["text"])
    except TooMany:
        form.add_error("text", _("This list is long enough; please tick or remove something first."))
    return form.is_valid()


def _back(request: StaffRequest, ticket: Ticket) -> str:
    """To the page that asked: the ticket's, or the list's own."""
    own = f"{ticket.get_absolute_url()}checklist/"
    return own if request.POST.get("on") == "list" else f"{ticket.get_absolute_url()}#checklist"
