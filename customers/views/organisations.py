"""The companies we serve."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest
from customers.access import may_change, may_see
from customers.forms import OrganisationForm
from customers.models import Organisation
from customers.reaching import mergers_of

#: More are found by searching.
SHOWN = 50


@require_safe
@may_see
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /organisations/7/ shows its people, what it has with us, and their tickets; what was merged leads to what it is."""
    organisation = get_object_or_404(Organisation.everyone, pk=pk)
    if organisation.merged_into_id:
        return redirect("organisation", organisation.merged_into_id)
    context = {
        "organisation": organisation,
        "contacts": organisation.contacts.select_related("user")[:SHOWN],
        "assets": organisation.assets.all()[:SHOWN],
        "projects": organisation.projects.order_by("-is_active", "name", "pk")[:SHOWN],
        "mergers": mergers_of(organisation),
        "contracts": organisation.contracts.order_by("-is_active", F("ends_on").desc(nulls_first=True), "pk")[:SHOWN],
    }
    return render(request, "customers/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /organisations/new/"""
    return _form(request, Organisation())


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /organisations/7/edit/"""
    return _form(request, get_object_or_404(Organisation, pk=pk))


def _form(request: StaffRequest, organisation: Organisation) -> HttpResponse:
    title = str(organisation)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if not form.is_valid():
        context = {"form": form, "title": title, "organisation": organisation}
        return render(request, "customers/organisation_form.html", context, status=422 if form.is_bound else 200)
    organisation = form.save()
    messages.success(request, _("Saved."))
    return redirect("organisation", organisation.pk)
