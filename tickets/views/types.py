"""Ticket types of a workspace."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.arranging import shift
from tickets.actions.defining import StillNeeded, define
from tickets.actions.discarding import Used, discard
from tickets.forms.types import TypeForm
from tickets.models import TicketType
from tickets.usage import used_by

may_manage = staff_required(Permission.MANAGE_WORKSPACE)


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/types/"""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/types/new/"""
    last = TicketType.objects.aggregate(last=Max("position"))["last"] or 0
    return _edit(request, TicketType(position=last + 1))


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/types/3/"""
    return _edit(request, get_object_or_404(TicketType, pk=pk))


@require_POST
@may_manage
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/types/3/place/ `to=up`"""
    type_ = get_object_or_404(TicketType, pk=pk)
    shift(type_, among=TicketType.objects.all(), up=request.POST.get("to") == "up")
    return redirect("ticket_types")


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/types/3/removal/ of one that has no tickets."""
    try:
        discard(get_object_or_404(TicketType, pk=pk))
    except Used:
        messages.error(request, _("There are tickets of this type. Switch it off instead."))
        return redirect("ticket_type", pk)
    except StillNeeded:
        messages.error(request, _("Let another type be taken when none is given first."))
        return redirect("ticket_type", pk)
    messages.success(request, _("The type is removed."))
    return redirect("ticket_types")


def _edit(request: StaffRequest, type_: TicketType) -> HttpResponse:
    form = TypeForm(request.POST or None, instance=type_)
    if not form.is_valid():
        return _page(request, form=form, status=422 if form.is_bound else 200)
    takes_over = form.cleaned_data["takes_over"]
    try:
        with transaction.atomic():
            saved = define(form.save(commit=False), takes_over=takes_over, among=TicketType.objects.all())
            form.save_m2m()  # type: ignore[no-untyped-call]  # Django's
    except StillNeeded:
        form.add_error("is_active", _("It is taken when none is given. Let another type be taken instead first."))
        return _page(request, form=form, status=422)
    messages.success(request, _("Saved."))
    return redirect("ticket_type", saved.pk)


def _page(request: StaffRequest, *, form: TypeForm | None = None, status: int = 200) -> HttpResponse:
    kept = TicketType.objects.filter(pk=form.instance.pk).first() if form else None
    context = {
        "types": TicketType.objects.all(),
        "form": form,
        # As it is kept: the form may have put something else into its own instance.
        "kept": kept,
        "used": used_by(type=kept.pk) if kept else "",
    }
    return render(request, "tickets/settings/types.html", context, status=status)
