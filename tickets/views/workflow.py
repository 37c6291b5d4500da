"""The workflow of a ticket type."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest
from tickets.actions.routing import allow_everything, allow_only
from tickets.forms.workflow import WorkflowForm
from tickets.models import TicketType
from tickets.views.types import may_manage


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/types/3/workflow/; `?suggest=1` ticks the usual steps, POST `all=1` allows everything."""
    type_ = get_object_or_404(TicketType, pk=pk)
    if "all" in request.POST:
        allow_everything(type_)
        messages.success(request, _("Every change of status is allowed."))
        return redirect("workflow", pk)
    form = WorkflowForm(request.POST if request.method == "POST" else None, type_=type_, suggests="suggest" in request.GET)
    if not form.is_valid():
        context = {"form": form, "type": type_, "suggested": "suggest" in request.GET}
        return render(request, "tickets/settings/workflow.html", context, status=422 if form.is_bound else 200)
    allow_only(type_, form.moves)
    messages.success(request, _("Saved."))
    return redirect("workflow", pk)
