"""The work timer of a ticket."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.access import ticket_for
from tickets.actions.measuring import NothingMeasured, keep, pause, work
from tickets.efforts import is_measured, measured_for
from tickets.forms.efforts import MeasuredForm
from tickets.forms.measuring import SignForm
from tickets.models import Ticket
from tickets.revisions import may_edit_all
from tickets.views.times import time_page


@require_POST
@agent_required
def update(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/measuring/ says that somebody works on it or pauses; the answer is what is measured and not kept yet."""
    ticket = ticket_for(request.user, number)
    form = SignForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    state = _sign(ticket, form, request)
    return JsonResponse({"state": state, "seconds": int(measured_for(request.user, ticket).total_seconds())})


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/time/measured/ keeps what was measured, corrected or as it is; with `person` what somebody else left."""
    ticket = ticket_for(request.user, number)
    if "person" in request.POST:
        return _keep_for_another(request, ticket)
    form = MeasuredForm(request.POST, measured=measured_for(request.user, ticket))
    if not form.is_valid():
        return time_page(request, ticket, measured=form)
    return _kept(request, ticket, token=form.given_token, **form.spent)


def _keep_for_another(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """As it is; administrators can correct it afterwards."""
    if not may_edit_all(request.user):
        raise PermissionDenied
    named = request.POST["person"]
    person = get_object_or_404(User.objects.staff(), pk=named if named.isascii() and named.isdigit() and len(named) < 19 else 0)
    return _kept(request, ticket, token=uuid4(), person=person)


def _kept(request: StaffRequest, ticket: Ticket, **kept: Any) -> HttpResponse:
    try:
        keep(ticket, by=request.user, **kept)
        messages.success(request, _("The time is kept."))
    except NothingMeasured:
        messages.error(request, _("Nothing was measured since the last time."))
    return redirect("time", ticket.pk)


def _sign(ticket: Ticket, form: SignForm, request: StaffRequest) -> str:
    if form.cleaned_data["do"] == "pause":
        pause(by=request.user, tab=form.cleaned_data["tab"])
        return "paused"
    if work(ticket, by=request.user, tab=form.cleaned_data["tab"], input_at=form.input_at):
        return "running"
    return "elsewhere" if is_measured(ticket) else "off"
