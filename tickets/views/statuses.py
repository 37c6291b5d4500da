"""Statuses of a workspace, by their seven meanings."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.adopting import adopt, outcomes
from tickets.actions.arranging import shift
from tickets.actions.defining import StillNeeded, define_status
from tickets.actions.discarding import Used, discard
from tickets.choices import GIVES_WAY, Category
from tickets.forms.statuses import MEANINGS, StatusForm
from tickets.models import Status
from tickets.status_presets import PRESETS
from tickets.usage import used_by

may_manage = staff_required(Permission.MANAGE_WORKSPACE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of the seven, with the workspace's statuses for it."""

    category: Category
    sentence: str
    statuses: list[Status]


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/statuses/"""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/statuses/new/?meaning=open"""
    asked = request.GET.get("meaning", "")
    return _edit(request, Status(category=asked if asked in Category.values else Category.OPEN))


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/statuses/3/"""
    return _edit(request, get_object_or_404(Status, pk=pk))


@require_POST
@may_manage
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/statuses/3/place/ `to=up`: among those of the same meaning."""
    status = get_object_or_404(Status, pk=pk)
    shift(status, among=Status.objects.filter(category=status.category), up=request.POST.get("to") == "up")
    return redirect("statuses")


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/statuses/3/removal/ of one that no ticket has."""
    try:
        discard(get_object_or_404(Status, pk=pk))
    except Used:
        messages.error(request, _("Tickets have this status. Switch it off instead."))
        return redirect("status", pk)
    except StillNeeded:
        messages.error(request, _("Let another status of this meaning be taken automatically first."))
        return redirect("status", pk)
    messages.success(request, _("The status is removed."))
    return redirect("statuses")


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def preset(request: StaffRequest, key: str) -> HttpResponse:
    """GET /settings/statuses/presets/simple/ says what would change; POST does it."""
    if key not in PRESETS:
        raise Http404
    if request.method == "POST":
        adopt(PRESETS[key])
        messages.success(request, _("The statuses are set up."))
        return redirect("statuses")
    found = outcomes(PRESETS[key])
    context = {"preset": PRESETS[key], "outcomes": found, "changes": any(one.is_change for one in found)}
    return render(request, "tickets/settings/status_preset.html", context)


def _edit(request: StaffRequest, status: Status) -> HttpResponse:
    used = used_by(status=status.pk) or used_by(status_spans__status=status.pk) if status.pk else ""
    form = StatusForm(request.POST or None, instance=status, is_used=bool(used))
    if not form.is_valid():
        return _page(request, form=form, used=used, status=422 if form.is_bound else 200)
    try:
        saved = define_status(form.save(commit=False), takes_over=form.cleaned_data["takes_over"])
    except StillNeeded:
        form.add_error("is_active", _why_needed(status))
        return _page(request, form=form, used=used, status=422)
    messages.success(request, _("Saved."))
    return redirect("status", saved.pk)


def _why_needed(status: Status) -> str:
    if status.category in GIVES_WAY:
        return _("Tickets get here by themselves. Let another status of this meaning be taken first.")
    return _("Tickets get here by themselves, so it has to stay on. Another status of this meaning can take over.")


def _page(request: StaffRequest, *, form: StatusForm | None = None, used: str = "", status: int = 200) -> HttpResponse:
    context = {
        "meanings": _meanings(),
        "form": form,
        "used": used,
        # As it is kept: the form may have put something else into its own instance.
        "kept": Status.objects.filter(pk=form.instance.pk).first() if form else None,
        "presets": PRESETS.values(),
    }
    return render(request, "tickets/settings/statuses.html", context, status=status)


def _meanings() -> list[Meaning]:
    statuses = list(Status.objects.all())
    return [
        Meaning(category, str(MEANINGS[category]), [one for one in statuses if one.category == category]) for category in Category
    ]
