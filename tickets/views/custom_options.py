"""What can be chosen in a custom field."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest
from tickets.actions.arranging import shift
from tickets.actions.discarding import Used, discard_option
from tickets.actions.inventing import offer
from tickets.choices import FieldKind
from tickets.forms.custom_fields import OfferForm, OptionForm
from tickets.models import CustomField, CustomOption
from tickets.usage import in_short, tickets_with_option
from tickets.views.custom_fields import fields_page, may_manage


@require_POST
@may_manage
def create(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/fields/3/options/ adds as many as there are lines."""
    field = get_object_or_404(CustomField, pk=pk, kind__in=(FieldKind.CHOICE, FieldKind.CHOICES))
    form = OfferForm(request.POST)
    if not form.is_valid():
        return fields_page(request, field=field, offer=form, status=422)
    new = offer(field, form.cleaned_data["names"])
    messages.success(request, ngettext("%(count)s option added.", "%(count)s options added.", new) % {"count": new})
    return redirect("custom_field", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int, option: int) -> HttpResponse:
    """GET, POST /settings/fields/3/options/7/"""
    kept = get_object_or_404(CustomOption.objects.select_related("field"), pk=option, field=pk)
    form = OptionForm(request.POST or None, instance=kept)
    if not form.is_valid():
        return _page(request, form, kept, status=422 if form.is_bound else 200)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("name", _("There is an option of this name already."))
        return _page(request, form, kept, status=422)
    messages.success(request, _("Saved."))
    return redirect("custom_field", pk)


@require_POST
@may_manage
def move(request: StaffRequest, pk: int, option: int) -> HttpResponse:
    """POST /settings/fields/3/options/7/place/ `to=up`"""
    kept = get_object_or_404(CustomOption, pk=option, field=pk)
    shift(kept, among=CustomOption.objects.filter(field=pk), up=request.POST.get("to") == "up")
    return redirect("custom_field", pk)


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int, option: int) -> HttpResponse:
    """POST /settings/fields/3/options/7/removal/ of one that was chosen nowhere."""
    try:
        discard_option(get_object_or_404(CustomOption, pk=option, field=pk))
    except Used:
        messages.error(request, _("Tickets have it. Switch it off instead."))
        return redirect("custom_option", pk, option)
    messages.success(request, _("Removed."))
    return redirect("custom_field", pk)


def _page(request: StaffRequest, form: OptionForm, option: CustomOption, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "field": option.field,
        "option": option,
        "options": CustomOption.objects.filter(field=option.field_id),
        "used": in_short(tickets_with_option(option)),
    }
    return render(request, "tickets/settings/custom_option.html", context, status=status)
