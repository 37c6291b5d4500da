"""Many tickets as PDF: waited for, fetched (CP-12)."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, agent_required
from exports.access import export_for
from exports.ordering import order_again
from exports.serving import serve
from tickets.actions.ordering import PDFS


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@agent_required
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /tickets/pdfs/7/ shows how far it is, POST tries once more what failed."""
    export = export_for(request.user, pk, kind=PDFS)
    if request.method == "POST":
        order_again(export)
        return redirect("mass_pdf", pk=export.pk)
    return render(request, "tickets/mass/_pdf.html" if request.htmx else "tickets/mass/pdf.html", {"export": export})


@require_safe
@agent_required
def fetch(request: StaffRequest, pk: int) -> FileResponse:
    """GET /tickets/pdfs/7/file/"""
    return serve(export_for(request.user, pk, kind=PDFS))
