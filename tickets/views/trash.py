"""The bin: tickets that were deleted, until somebody deletes them for good."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.access import deleted_ticket
from tickets.actions.deleting import purge
from tickets.models import Purge, Ticket
from ui.listing import By, page_of

NEWEST = [By("deleted_at", descending=True), By("pk", descending=True)]
#: Older ones are found by their number.
MOST = 50
may_empty = staff_required(Permission.MANAGE_WORKSPACE)


@require_safe
@may_empty
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/bin/ lists them, the latest first, and the last of those that are gone for good."""
    tickets = Ticket.objects.deleted().for_list().select_related("deleted_by")
    purges = Purge.objects.select_related("by", "deleted_by")[:MOST]
    page = page_of(tickets, by=NEWEST, query=request.GET)
    return render(request, "tickets/records/bin.html", {"page": page, "purges": purges})


@require_http_methods(["GET", "HEAD", "POST"])
@may_empty
def empty(request: StaffRequest, number: int) -> HttpResponse:
    """GET /settings/bin/42/ asks, POST deletes it for good, files and all; nothing brings it back."""
    ticket = deleted_ticket(number)
    if request.method != "POST":
        return render(request, "tickets/records/purge.html", {"ticket": ticket})
    purge(ticket, by=request.user)
    messages.success(request, _("#%(number)s is gone for good.") % {"number": number})
    return redirect("bin")
