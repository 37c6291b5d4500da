"""A customer's ticket as PDF: what the portal shows of it, on paper (C-39)."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CustomerRequest
from exports.ordering import order_again
from exports.serving import serve
from portal.access import tickets_door
from tickets.access import ticket_for
from tickets.forms.printing import PdfForm
from tickets.views.pdfs import ordered, pdf_for, pdfs_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@tickets_door
def index(request: CustomerRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/pdfs/"""
    ticket = ticket_for(request.user, number)
    form = PdfForm(request.POST or None, user=request.user)
    if form.is_valid() and (export := ordered(form, ticket, request.user)):
        return redirect("pdf", number=ticket.pk, pk=export.pk)
    context = {"ticket": ticket, "form": form, "exports": pdfs_of(ticket, request.user)}
    return render(request, "portal/pdfs.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@tickets_door
def show(request: CustomerRequest, number: int, pk: int) -> HttpResponse:
    """GET /tickets/42/pdfs/7/ shows how far it is, POST tries once more what failed."""
    ticket = ticket_for(request.user, number)
    export = pdf_for(ticket, request.user, pk)
    if request.method == "POST":
        order_again(export)
        return redirect("pdf", number=ticket.pk, pk=export.pk)
    return render(request, "exports/_export.html" if request.htmx else "portal/pdf.html", {"ticket": ticket, "export": export})


@require_safe
@tickets_door
def fetch(request: CustomerRequest, number: int, pk: int) -> FileResponse:
    """GET /tickets/42/pdfs/7/file/"""
    return serve(pdf_for(ticket_for(request.user, number), request.user, pk))
