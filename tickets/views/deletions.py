"""Deleting a ticket, and taking that back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required, staff_required
from accounts.choices import Permission
from tickets.access import deleted_ticket, ticket_for
from tickets.actions.deleting import delete, restore


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/deletion/ asks, POST puts it into the bin."""
    ticket = ticket_for(request.user, number)
    if request.method != "POST":
        return render(request, "tickets/records/delete.html", {"ticket": ticket})
    delete(ticket, by=request.user)
    words = _("#%(number)s is deleted.") % {"number": ticket.pk}
    messages.success(request, words, extra_tags=f"undo:{reverse('restoration', kwargs={'number': ticket.pk})}")
    return redirect("queue")


@require_POST
@staff_required(Permission.WORK_TICKETS, Permission.MANAGE_WORKSPACE)
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/restoration/ puts it back: whoever sees the bin any, others what they deleted themselves."""
    ticket = deleted_ticket(number)
    if ticket.deleted_by != request.user and not request.user.may(Permission.MANAGE_WORKSPACE):
        raise Http404
    restore(ticket, by=request.user)
    messages.success(request, _("#%(number)s is restored.") % {"number": ticket.pk})
    return redirect(ticket) if request.user.may(Permission.WORK_TICKETS) else redirect("bin")
