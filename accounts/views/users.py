"""Colleagues: who there is, who is invited, who is off."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import inviting, staffing
from accounts.access import StaffRequest, staff_required
from accounts.choices import Kind, Permission
from accounts.forms.staff import InvitationForm, UserForm
from accounts.models import User

may_manage = staff_required(Permission.MANAGE_USERS)


@require_GET
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/users/ lists everybody who works here or did."""
    return _page(request)


@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/users/new/ invites a colleague."""
    form = InvitationForm(request.POST or None, by=request.user, initial={"language": request.user.language})
    if not form.is_valid():
        return _page(request, form=form, status=422 if form.is_bound else 200)
    try:
        invitation = inviting.invite(by=request.user, kind=Kind.STAFF, **form.cleaned_data)
    except inviting.AlreadyThere:  # since a moment ago
        form.add_error("email", _("This person has an account already."))
        return _page(request, form=form, status=422)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.user.email})
    return redirect("users")


@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/users/7/ says what a colleague is called and may do."""
    user = get_object_or_404(everybody(), pk=pk)
    initial = {"name": user.name, "language": user.language, "roles": user.roles.all(), "teams": user.teams.all()}
    form = UserForm(request.POST or None, by=request.user, user=user, initial=initial)
    if not form.is_valid():
        return _page(request, form=form, user=user, status=422 if form.is_bound else 200)
    try:
        staffing.appoint(user, **form.cleaned_data)
    except staffing.LastAdministrator:
        form.add_error("roles", _("Somebody has to be able to manage users. Give this role to somebody else first."))
        return _page(request, form=form, user=get_object_or_404(everybody(), pk=pk), status=422)
    messages.success(request, _("Saved."))
    return redirect("user", pk)


@require_POST
@may_manage
def invite_again(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/users/7/invitation/ sends a new link; the old one stops working."""
    user = get_object_or_404(User.objects.staff().invited(), pk=pk)
    inviting.invite_again(user, by=request.user)
    messages.success(request, _("A new link is on its way to %(email)s.") % {"email": user.email})
    return redirect("user", pk)


@require_POST
@may_manage
def activity(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/users/7/activity/ with `active=` on or off."""
    user = get_object_or_404(everybody(), pk=pk)
    if request.POST.get("active") == "on":
        staffing.take_back(user)
        messages.success(request, _("%(name)s can sign in again.") % {"name": user})
        return redirect("user", pk)
    try:
        staffing.dismiss(user, by=request.user)
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": user})
    except staffing.Yourself:
        messages.error(request, _("You cannot switch off your own account."))
    except staffing.LastAdministrator:
        messages.error(request, _("Somebody has to be able to manage users. Give this role to somebody else first."))
    return redirect("user", pk)


def everybody() -> QuerySet[User]:
    """Staff, the active first; customers have their own pages."""
    return User.objects.staff().prefetch_related("roles", "teams").order_by("-is_active", "name", "pk")


def _page(request: StaffRequest, *, form: UserForm | None = None, user: User | None = None, status: int = 200) -> HttpResponse:
    context = {"users": everybody(), "form": form, "person": user}
    return render(request, "accounts/users.html", context, status=status)
