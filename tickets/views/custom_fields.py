"""Custom fields of a workspace (eigene Felder)."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.arranging import shift
from tickets.actions.discarding import Used, discard_field
from tickets.actions.inventing import invent
from tickets.forms.custom_fields import CustomFieldForm, OfferForm
from tickets.models import CustomField
from tickets.usage import in_short, tickets_with_field

may_manage = staff_required(Permission.MANAGE_WORKSPACE)


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/fields/"""
    return fields_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/fields/new/"""
    return _edit(request, CustomField())


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/fields/3/"""
    return _edit(request, get_object_or_404(CustomField, pk=pk))


@require_POST
@may_manage
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/fields/3/place/ `to=up`"""
    field = get_object_or_404(CustomField, pk=pk)
    shift(field, among=CustomField.objects.all(), up=request.POST.get("to") == "up")
    return redirect("custom_fields")


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/fields/3/removal/ of one that no ticket has filled in."""
    try:
        discard_field(get_object_or_404(CustomField, pk=pk))
    except Used:
        messages.error(request, _("Tickets have filled it in. Switch it off instead."))
        return redirect("custom_field", pk)
    messages.success(request, _("The field is removed."))
    return redirect("custom_fields")


def _edit(request: StaffRequest, field: CustomField) -> HttpResponse:
    form = CustomFieldForm(request.POST or None, instance=field)
    if not form.is_valid():
        return fields_page(request, form=form, field=field, status=422 if form.is_bound else 200)
    try:
        with transaction.atomic():
            saved = form.save() if field.pk else invent(form.save(commit=False), options=form.cleaned_data["options"])
    except IntegrityError:
        form.add_error("name", _("There is a field of this name already."))
        return fields_page(request, form=form, field=field, status=422)
    messages.success(request, _("Saved."))
    return redirect("custom_field", saved.pk)


def fields_page(
    request: StaffRequest,
    *,
    form: CustomFieldForm | None = None,
    field: CustomField | None = None,
    offer: OfferForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list, and beside it one field with what can be chosen in it."""
    kept = CustomField.objects.prefetch_related("options").filter(pk=field.pk).first() if field else None
    context = {
        "fields": CustomField.objects.all(),
        "form": form or (CustomFieldForm(instance=field) if field else None),
        "offer": offer or OfferForm(),
        # As it is kept: the form may have put something else into its own instance.
        "kept": kept,
        "used": in_short(tickets_with_field(kept)) if kept else "",
    }
    return render(request, "tickets/settings/custom_fields.html", context, status=status)
