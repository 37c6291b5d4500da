"""The fields of a ticket type."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest
from tickets.actions.ruling import rule, usual_of
from tickets.fields import fields_of
from tickets.forms.type_fields import TypeFieldsForm
from tickets.models import TicketType
from tickets.views.types import may_manage


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/types/3/fields/; with `usual=1` every field is again what it is on other types."""
    type_ = get_object_or_404(TicketType, pk=pk)
    if "usual" in request.POST:
        rule(type_, {field.key: usual_of(field) for field in fields_of(type_)})
        messages.success(request, _("The fields of this type are as usual again."))
        return redirect("type_fields", pk)
    form = TypeFieldsForm(request.POST if request.method == "POST" else None, type_=type_)
    if not form.is_valid():
        context = {"form": form, "type": type_}
        return render(request, "tickets/settings/type_fields.html", context, status=422 if form.is_bound else 200)
    rule(type_, form.wanted)
    messages.success(request, _("Saved."))
    return redirect("type_fields", pk)
