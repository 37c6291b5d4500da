"""A ticket as PDF: asked for, waited for, fetched (CP-14, C-39)."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from exports.access import export_for
from exports.models import Export
from exports.ordering import TooMany, order_again
from exports.querysets import ExportQuerySet
from exports.serving import serve
from tickets.access import ticket_for
from tickets.actions.ordering import PDF, order_pdf
from tickets.forms.printing import PdfForm
from tickets.models import Ticket


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/pdfs/"""
    ticket = ticket_for(request.user, number)
    form = PdfForm(request.POST or None, user=request.user)
    if form.is_valid() and (export := ordered(form, ticket, request.user)):
        return redirect("pdf", number=ticket.pk, pk=export.pk)
    context = {"ticket": ticket, "form": form, "exports": pdfs_of(ticket, request.user)}
    return render(request, "tickets/records/pdfs.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@agent_required
def show(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """GET /tickets/42/pdfs/7/ shows how far it is, POST tries once more what failed."""
    ticket = ticket_for(request.user, number)
    export = pdf_for(ticket, request.user, pk)
    if request.method == "POST":
        order_again(export)
        return redirect("pdf", number=ticket.pk, pk=export.pk)
    page = "exports/_export.html" if request.htmx else "tickets/records/pdf.html"
    return render(request, page, {"ticket": ticket, "export": export})


@require_safe
@agent_required
def fetch(request: StaffRequest, number: int, pk: int) -> FileResponse:
    """GET /tickets/42/pdfs/7/file/"""
    return serve(pdf_for(ticket_for(request.user, number), request.user, pk))


def ordered(form: PdfForm, ticket: Ticket, user: User) -> Export | None:
    """As the form says; if that is one too many, the form says so."""
    try:
        return order_pdf(ticket, by=user, **form.cleaned_data)
    except TooMany:
        form.add_error(None, _("You are waiting for many files already. Please try again when one of them is ready."))
        return None


def pdfs_of(ticket: Ticket, user: User) -> ExportQuerySet:
    """This person's own of this ticket, the newest first."""
    return Export.objects.of(user).kept().filter(kind=PDF, topic=ticket.topic)


def pdf_for(ticket: Ticket, user: User, pk: int) -> Export:
    return export_for(user, pk, kind=PDF, topic=ticket.topic)
