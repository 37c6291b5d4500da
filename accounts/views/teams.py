"""Teams of a workspace."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import staffing
from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from accounts.forms.staff import TeamForm
from accounts.models import Team

may_manage = staff_required(Permission.MANAGE_USERS)


@require_GET
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/teams/"""
    return _page(request)


@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/teams/new/"""
    return _edit(request, Team())


@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/teams/3/"""
    return _edit(request, get_object_or_404(Team, pk=pk))


def _edit(request: StaffRequest, team: Team) -> HttpResponse:
    form = TeamForm(request.POST or None, instance=team)
    if not form.is_valid():
        return _page(request, form=form, team=team, status=422 if form.is_bound else 200)
    saved = staffing.assemble(
        form.save(commit=False), members=form.cleaned_data["members"], takes_new=form.cleaned_data["takes_new"]
    )
    messages.success(request, _("Saved."))
    return redirect("team", saved.pk)


def _page(request: StaffRequest, *, form: TeamForm | None = None, team: Team | None = None, status: int = 200) -> HttpResponse:
    teams = Team.objects.annotate(size=Count("members")).order_by("-is_active", "name")
    return render(request, "accounts/teams.html", {"teams": teams, "form": form, "team": team}, status=status)
