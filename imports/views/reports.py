"""The report of an import as a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest
from exports.ordering import TooMany
from imports.access import import_for, may_import
from imports.forms.mapping import ReportForm
from imports.ordering import order_report


@require_POST
@may_import
def create(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /imports/7/reports/ has it written; it is fetched among one's other files."""
    importing = import_for(request.user, pk)
    form = ReportForm(request.POST)
    if not form.is_valid() or not importing.table:
        messages.error(request, _("Please choose which rows, and the format."))
        return redirect("import", importing.pk)
    try:
        export = order_report(importing, by=request.user, **form.cleaned_data)
    except TooMany:
        messages.error(request, _("You are waiting for many files already. Please try again when one of them is ready."))
        return redirect("import", importing.pk)
    return redirect("export", export.pk)
