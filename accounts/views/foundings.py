"""Watching a workspace being made."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import founding
from tenants.choices import State, Surface
from tenants.models import Tenant
from tenants.signing import sign, unsign

PURPOSE = "founding"
#: From how many percent on which step is done.
STEPS = (1, 60, 80, 100)


def address_of(tenant: Tenant) -> str:
    """The page of one founding; nobody can guess it, or count workspaces by it."""
    return reverse("founding", args=[sign(tenant.pk, purpose=PURPOSE)])


@never_cache
def show(request: HttpRequest, key: str) -> HttpResponse:
    """GET /workspaces/…/ shows the steps, and asks again by itself until they are done."""
    tenant = _tenant(key)
    context = {
        "tenant": tenant,
        "key": key,
        "is_ready": tenant.is_ready,
        "has_failed": tenant.state == State.FAILED,
        "done": [tenant.progress >= percent for percent in STEPS],
        "desk": tenant.root_url(Surface.DESK),
    }
    part = getattr(request, "htmx", False)
    return render(request, "public/_founding.html" if part else "public/founding.html", context)


@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """POST /workspaces/…/tries/ after a failure."""
    founding.try_again(_tenant(key))
    return redirect("founding", key)


def _tenant(key: str) -> Tenant:
    try:
        pk = unsign(key, purpose=PURPOSE, max_age=7 * 24 * 3600)
    except BadSignature as forged:
        raise Http404 from forged
    return get_object_or_404(Tenant, pk=pk)
