"""Access of customers to one ticket."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.sharing import share
from tickets.forms.sharing import SharingForm


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def edit(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/sharing/ grants access to the organisation, or takes it back from customers (RB-4)."""
    ticket = ticket_for(request.user, number)
    form = SharingForm(request.POST if request.method == "POST" else None, now=ticket.sharing)
    if not form.is_valid():
        context = {"ticket": ticket, "form": form}
        return render(request, "tickets/records/sharing.html", context, status=422 if form.is_bound else 200)
    share(ticket, form.wanted, by=request.user)
    messages.success(request, _("Saved."))
    return redirect(ticket)
