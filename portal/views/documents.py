"""All files of a customer's ticket: what the conversation brought, nothing internal (CP-52, RB-15)."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CustomerRequest
from exports.serving import serve
from portal.access import tickets_door
from tickets.access import ticket_for
from tickets.views.archives import archive_for, archives_of, ordered, shown
from tickets.views.documents import listed


@require_safe
@never_cache
@tickets_door
def index(request: CustomerRequest, number: int) -> HttpResponse:
    """GET /tickets/42/documents/"""
    ticket = ticket_for(request.user, number)
    context = {**listed(request, ticket), "archives": archives_of(ticket, request.user)}
    return render(request, "portal/documents.html", context)


@require_POST
@tickets_door
def archive(request: CustomerRequest, number: int) -> HttpResponse:
    """POST /tickets/42/documents/archives/"""
    return ordered(request, ticket_for(request.user, number), by=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@tickets_door
def show(request: CustomerRequest, number: int, pk: int) -> HttpResponse:
    """GET /tickets/42/documents/archives/7/ shows how far it is, POST tries once more what failed."""
    return shown(request, ticket_for(request.user, number), by=request.user, pk=pk, page="portal/archive.html")


@require_safe
@tickets_door
def fetch(request: CustomerRequest, number: int, pk: int) -> FileResponse:
    """GET /tickets/42/documents/archives/7/file/"""
    return serve(archive_for(ticket_for(request.user, number), request.user, pk))
