"""Pointing somebody else to a ticket."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.recommending import recommend
from tickets.forms.records import RecommendForm


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/recommendation/ (CP-14); the same form twice sends it once."""
    ticket = ticket_for(request.user, number)
    form = RecommendForm(request.POST or None, user=request.user)
    if not form.is_valid():
        context = {"ticket": ticket, "form": form}
        return render(request, "tickets/records/recommend.html", context, status=422 if form.is_bound else 200)
    recommend(ticket, by=request.user, **form.cleaned_data)
    messages.success(request, _("Recommended."))
    return redirect(ticket)
