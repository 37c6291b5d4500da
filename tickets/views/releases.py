"""An organisation as customer of the portal: its people, their objects, and the types that are released to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest
from customers.access import may_manage_portal
from customers.choices import Reach
from customers.models import Organisation
from customers.users import customer_users
from tenants.divisions.models import Division
from tickets.actions.releasing import release
from tickets.forms.releases import ReleasesForm
from tickets.sight import SEEN


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage_portal
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /organisations/7/portal/ (BL-9, BL-11); by system administrators with the permission only (BL-7)."""
    organisation = get_object_or_404(Organisation, pk=pk)
    form = ReleasesForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if not form.is_valid():
        return _page(request, organisation, form, status=422 if form.is_bound else 200)
    release(organisation, reach=Reach(form.cleaned_data["reach"]), chosen=form.chosen)
    messages.success(request, _("Saved."))
    return redirect("organisation_portal", organisation.pk)


def _page(request: StaffRequest, organisation: Organisation, form: ReleasesForm, *, status: int) -> HttpResponse:
    users = customer_users(organisation)
    context: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "users": users,
        "assets": organisation.assets.count(),
        "released": _released(organisation, form),
        "has_divisions": Division.objects.count() > 1,
    }
    return render(request, "customers/portal.html", context, status=status)


def _released(organisation: Organisation, form: ReleasesForm) -> int:
    """How many types its people see tickets of."""
    if not organisation.chooses_types:
        return sum(form.usual[type_.pk] in SEEN for type_ in form.types)
    return organisation.type_releases.filter(release__in=SEEN).count()
