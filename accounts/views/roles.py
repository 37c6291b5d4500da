"""Roles of a workspace, and what each allows."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import staffing
from accounts.access import StaffRequest, may_grant, staff_required
from accounts.choices import Permission
from accounts.forms.staff import RoleForm
from accounts.models import Role

may_manage = staff_required(Permission.MANAGE_USERS)


@require_GET
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/roles/"""
    return _page(request)


@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/roles/new/"""
    return _edit(request, Role())


@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/roles/3/"""
    return _edit(request, get_object_or_404(Role, pk=pk))


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/roles/3/removal/ of a role of one's own making."""
    role = get_object_or_404(Role, pk=pk, key="")
    if not may_grant(request.user, [role]):
        messages.error(request, _("You can only give or take what you may do yourself."))
        return redirect("role", pk)
    try:
        staffing.abolish(role)
    except staffing.LastAdministrator:
        messages.error(request, _("Somebody has to be able to manage users. Give this role to somebody else first."))
        return redirect("role", pk)
    messages.success(request, _("The role is removed."))
    return redirect("roles")


def _edit(request: StaffRequest, role: Role) -> HttpResponse:
    form = RoleForm(request.POST or None, by=request.user, role=role)
    if not form.is_valid():
        return _page(request, form=form, role=role, status=422 if form.is_bound else 200)
    try:
        saved = staffing.define(role, **form.cleaned_data)
    except staffing.LastAdministrator:
        form.add_error("permissions", _("Somebody has to be able to manage users. Give this permission to another role first."))
        return _page(request, form=form, role=role, status=422)
    messages.success(request, _("Saved."))
    return redirect("role", saved.pk)


def _page(request: StaffRequest, *, form: RoleForm | None = None, role: Role | None = None, status: int = 200) -> HttpResponse:
    context = {"roles": Role.objects.annotate(size=Count("users")), "form": form, "role": role}
    return render(request, "accounts/roles.html", context, status=status)
