"""Finding the way to one's workspace."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import limits
from accounts.naming import slug_of
from tenants.choices import State, Surface
from tenants.models import Tenant


def find(request: HttpRequest) -> HttpResponse:
    """GET /find/?name=acme links to Acme's desk and portal.

    A page, no redirect: our security policy lets no form lead to another host. Who works there it doesn't tell.
    """
    name = request.GET.get("name", "").strip()[:200]
    if name and not limits.may(request, "find_workspace"):
        return render(request, "429.html", status=429)
    tenant = _named(name) if name else None
    context = {"name": name, "tenant": tenant, "base_domain": settings.BASE_DOMAIN}
    if tenant is not None:
        context |= {"desk": tenant.root_url(Surface.DESK), "portal": tenant.root_url(Surface.PORTAL)}
    return render(request, "public/find.html", context)


def _named(name: str) -> Tenant | None:
    """By its name in addresses, also typed as a whole address."""
    host = name.lower().removeprefix("https://").removeprefix("http://").split("/")[0].split(":")[0]
    label = host.removeprefix("portal.").removesuffix(f".{settings.BASE_DOMAIN}")
    known = Tenant.objects.filter(state__in=[State.READY, State.SUSPENDED])
    found: Tenant | None = known.filter(schema_name__in={label, slug_of(name)}).first()
    return found
