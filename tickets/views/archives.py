"""All files of a ticket in one archive: asked for, waited for, fetched (CP-52)."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from exports.access import export_for
from exports.models import Export
from exports.ordering import TooMany, order_again
from exports.querysets import ExportQuerySet
from exports.serving import serve
from tickets.access import ticket_for
from tickets.actions.ordering import FILES, order_files
from tickets.models import Ticket


@require_POST
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/documents/archives/"""
    return ordered(request, ticket_for(request.user, number), by=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@agent_required
def show(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """GET /tickets/42/documents/archives/7/ shows how far it is, POST tries once more what failed."""
    return shown(request, ticket_for(request.user, number), by=request.user, pk=pk, page="tickets/documents/archive.html")


@require_safe
@agent_required
def fetch(request: StaffRequest, number: int, pk: int) -> FileResponse:
    """GET /tickets/42/documents/archives/7/file/"""
    return serve(archive_for(ticket_for(request.user, number), request.user, pk))


def ordered(request: HttpRequest, ticket: Ticket, *, by: User) -> HttpResponse:
    """For both surfaces: to the page of the archive, or back where it is one too many."""
    try:
        return redirect("archive", ticket.pk, order_files(ticket, by=by).pk)
    except TooMany:
        messages.error(request, _("You are waiting for many files already. Please try again when one of them is ready."))
        return redirect("documents", ticket.pk)


def shown(request: HttpRequest, ticket: Ticket, *, by: User, pk: int, page: str) -> HttpResponse:
    export = archive_for(ticket, by, pk)
    if request.method == "POST":
        order_again(export)
        return redirect("archive", ticket.pk, export.pk)
    template = "tickets/documents/_archive.html" if request.headers.get("HX-Request") else page
    return render(request, template, {"ticket": ticket, "export": export})


def archives_of(ticket: Ticket, user: User) -> ExportQuerySet:
    """This person's own of this ticket, the newest first."""
    return Export.objects.of(user).kept().filter(kind=FILES, topic=ticket.topic)


def archive_for(ticket: Ticket, user: User, pk: int) -> Export:
    return export_for(user, pk, kind=FILES, topic=ticket.topic)
