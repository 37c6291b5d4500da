"""Lists as files: asked for, waited for, fetched, or no longer wanted (CP-12, C-37)."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from accounts.models import User
from customers import ordering
from customers.sheets import SHEETS
from exports.access import LARGEST_NUMBER
from exports.choices import Form
from exports.models import Export
from exports.ordering import TooMany, order_again
from exports.querysets import ExportQuerySet
from exports.removing import remove as forget
from exports.serving import serve
from imports.access import import_for
from imports.ordering import REPORT
from tickets.actions.ordering import LIST, order_list
from tickets.forms.exporting import ListForm

#: What of somebody's files is shown here; PDFs of a ticket are with the ticket.
KINDS = (LIST, ordering.LIST, REPORT)
may_take_along = staff_required(Permission.WORK_TICKETS, Permission.MANAGE_CUSTOMERS, Permission.IMPORT_TICKETS)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may_take_along
def index(request: StaffRequest) -> HttpResponse:
    """GET, POST /exports/; `what` and `query` say which list, as its own address does."""
    given = {name: request.GET[name] for name in ("what", "query", "columns", "form") if name in request.GET}
    form = ListForm(request.POST or None, user=request.user, initial=given)
    if form.is_valid() and (export := _ordered(form, request.user)):
        return redirect("export", export.pk)
    context = {"form": form, "exports": _exports_of(request.user)}
    return render(request, "exports/index.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may_take_along
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /exports/7/ shows how far it is, POST tries once more what failed."""
    export = _export_for(request.user, pk)
    if request.method == "POST":
        order_again(export)
        return redirect("export", export.pk)
    return render(request, "exports/_list.html" if request.htmx else "exports/export.html", {"export": export})


@require_safe
@may_take_along
def fetch(request: StaffRequest, pk: int) -> FileResponse:
    """GET /exports/7/file/"""
    return serve(_export_for(request.user, pk))


@require_POST
@may_take_along
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /exports/7/removal/: whoever is at it stops, and the file is gone."""
    export = _export_for(request.user, pk)
    forget(Export.objects.filter(pk=export.pk))
    messages.success(request, _("Removed."))
    return redirect("exports")


def _ordered(form: ListForm, user: User) -> Export | None:
    said = form.cleaned_data
    kind, how = said["what"], Form(said["form"])
    try:
        if kind == LIST:
            return order_list(said["query"], by=user, form=how, columns="all" if said["columns"] == "all" else "view")
        return ordering.order_list(SHEETS[kind], said["query"], by=user, form=how)
    except TooMany:
        form.add_error(None, _("You are waiting for many files already. Please try again when one of them is ready."))
        return None


def _exports_of(user: User) -> ExportQuerySet:
    """This person's own, the newest first."""
    return Export.objects.of(user).kept().filter(kind__in=KINDS)


def _export_for(user: User, pk: int) -> Export:
    """Asks again who may see what it is about: a list of tickets is for who works on them."""
    export = get_object_or_404(_exports_of(user), pk=min(pk, LARGEST_NUMBER))
    if export.kind == LIST and not user.may(Permission.WORK_TICKETS):
        raise Http404
    if export.kind == REPORT:
        import_for(user, export.ask["import"])
    return export
