"""Objects: buildings, machines, lines."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest
from customers.access import may_change, may_see
from customers.forms import AssetForm
from customers.models import Asset, Organisation

#: Names offered while one types.
SUGGESTED = 200


@require_safe
@may_see
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /assets/7/ shows the object and the tickets about it."""
    asset = get_object_or_404(Asset.objects.select_related("organisation"), pk=pk)
    return render(request, "customers/asset.html", {"asset": asset})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /assets/new/"""
    return _form(request, Asset())


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /assets/7/edit/"""
    return _form(request, get_object_or_404(Asset, pk=pk))


def _form(request: StaffRequest, asset: Asset) -> HttpResponse:
    title = str(asset)
    form = AssetForm(request.POST or None, instance=asset)
    if not form.is_valid():
        context = {"form": form, "title": title, "asset": asset, "organisations": Organisation.objects.all()[:SUGGESTED]}
        return render(request, "customers/asset_form.html", context, status=422 if form.is_bound else 200)
    asset = form.save()
    messages.success(request, _("Saved."))
    return redirect("asset", asset.pk)
