"""The lists that tickets are filed by (Auswahllisten)."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.arranging import shift
from tickets.actions.defining import StillNeeded, define
from tickets.actions.discarding import Used, discard
from tickets.actions.uniting import unite
from tickets.forms.picklists import LISTS, Form, Picklist, PriorityForm, TagForm
from tickets.models import Priority, Tag
from tickets.usage import used_by

may_manage = staff_required(Permission.MANAGE_WORKSPACE)

#: More than these are found by searching.
SHOWN = 200


@require_safe
@may_manage
def front(request: StaffRequest) -> HttpResponse:
    """GET /settings/lists/"""
    return redirect("picklist", next(iter(LISTS)))


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def index(request: StaffRequest, key: str) -> HttpResponse:
    """GET /settings/lists/categories/; POST adds an entry."""
    picklist = _list(key)
    form = picklist.form(request.POST or None, picklist.model())
    if "added" in request.GET:  # one after another: type, Enter, type, Enter (T24-17)
        form.fields["name"].widget.attrs["autofocus"] = True
    if not form.is_valid():
        return _page(request, picklist, adding=form, status=422 if form.is_bound else 200)
    if _keep(form) is None:
        return _page(request, picklist, adding=form, status=422)
    messages.success(request, _("Added."))
    return redirect(f"{reverse('picklist', args=[key])}?added=1")


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, key: str, pk: int) -> HttpResponse:
    """GET, POST /settings/lists/categories/3/"""
    picklist = _list(key)
    form = picklist.form(request.POST or None, get_object_or_404(picklist.model, pk=pk))
    if not form.is_valid():
        return _page(request, picklist, form=form, status=422 if form.is_bound else 200)
    saved = _keep(form)
    if saved is None:
        return _page(request, picklist, form=form, status=422)
    messages.success(request, _("Saved."))
    return redirect("picklist_entry", key, saved.pk)


@require_POST
@may_manage
def move(request: StaffRequest, key: str, pk: int) -> HttpResponse:
    """POST /settings/lists/categories/3/place/ `to=up`"""
    picklist = _list(key)
    entry = get_object_or_404(picklist.model, pk=pk)
    if picklist.is_ordered:
        shift(entry, among=picklist.entries, up=request.POST.get("to") == "up")
    return redirect("picklist", key)


@require_POST
@may_manage
def remove(request: StaffRequest, key: str, pk: int) -> HttpResponse:
    """POST /settings/lists/categories/3/removal/ of what no ticket has; a tag is taken off its tickets (C-04)."""
    try:
        discard(get_object_or_404(_list(key).model, pk=pk))
    except Used:
        messages.error(request, _("Tickets have it. Switch it off instead."))
        return redirect("picklist_entry", key, pk)
    except StillNeeded:
        messages.error(request, _("Let another one be taken when none is given first."))
        return redirect("picklist_entry", key, pk)
    messages.success(request, _("Removed."))
    return redirect("picklist", key)


def _list(key: str) -> Picklist:
    if key not in LISTS:
        raise Http404
    return LISTS[key]


def _keep(form: Form) -> Any:
    """What was saved, or None when somebody else was quicker and the form says so."""
    try:
        with transaction.atomic():
            return _save(form)
    except IntegrityError:
        form.add_error("name", _("This is in the list already."))
    except StillNeeded:
        form.add_error("is_active", _("It is taken when none is given. Let another one be taken instead first."))
    return None


def _save(form: Form) -> Any:
    if isinstance(form, TagForm) and form.other:
        return unite(form.instance, into=form.other)
    entry: Any = form.save(commit=False)
    if isinstance(form, PriorityForm):
        alone = not Priority.objects.filter(is_active=True).exclude(pk=entry.pk).exists()
        takes_over = form.cleaned_data["takes_over"]
        return define(entry, takes_over=takes_over, among=Priority.objects.all(), may_rest=alone)
    if entry.pk is None and not isinstance(entry, Tag):
        entry.position = (type(entry)._default_manager.aggregate(last=Max("position"))["last"] or 0) + 1
    entry.save()
    return entry


def _page(
    request: StaffRequest, picklist: Picklist, *, adding: Form | None = None, form: Form | None = None, status: int = 200
) -> HttpResponse:
    sought = request.GET.get("q", "").strip()
    entries = picklist.entries.filter(name__icontains=sought) if sought else picklist.entries
    rows = list(entries[: SHOWN + 1])
    context = {
        "lists": LISTS.values(),
        "picklist": picklist,
        "rows": rows[:SHOWN],
        "is_cut": len(rows) > SHOWN,
        "sought": sought,
        "is_hidden": picklist.model is not Tag and not any(row.is_active for row in rows) and not sought,
        "adding": adding,
        "form": form,
        # As it is kept: the form may have put something else into its own instance.
        "kept": picklist.entries.filter(pk=form.instance.pk).first() if form else None,
        "used": used_by(**{picklist.field: form.instance.pk}) if form else "",
    }
    return render(request, "tickets/settings/picklists.html", context, status=status)
