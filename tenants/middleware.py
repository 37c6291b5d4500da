"""Who is at which door: host name to workspace, surface and URL configuration."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf
from django.utils import timezone, translation

from tenants import here
from tenants.choices import State, Surface
from tenants.models import Tenant
from tenants.views import errors

Answer = Callable[[HttpRequest], HttpResponse]
HEALTH = re.compile(r"^/(live|ready)$")


class WorkspaceMiddleware:
    """Chooses the workspace before anything else looks at the request.

    Unknown host: a plain 404. Not ready: 503. Suspended: 403. The house's own host shows the public pages.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = here.connection().tenant
        here.connection().set_schema_to_public()
        try:
            return self._route(request)
        finally:
            here.connection().set_tenant(before)

    def _route(self, request: HttpRequest) -> HttpResponse:
        if HEALTH.match(request.path):
            return self._public(request)
        try:
            host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        except DisallowedHost:
            return errors.unknown_host(request)
        if host in (settings.BASE_DOMAIN, f"www.{settings.BASE_DOMAIN}"):
            return self._public(request)
        tenant = Tenant.objects.at(host)
        return self._workspace(request, tenant) if tenant else errors.unknown_host(request)

    def _public(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request, surface=Surface.PUBLIC)

    def _workspace(self, request: HttpRequest, tenant: Tenant) -> HttpResponse:
        if tenant.state == State.SUSPENDED:
            return errors.suspended(request)
        if not tenant.is_ready:
            return errors.not_ready(request)
        request.tenant = tenant  # type: ignore[attr-defined]  # typed in tenants.requests
        here.connection().set_tenant(tenant)
        with timezone.override(tenant.time_zone), translation.override(tenant.language):
            return self._answer(request, surface=tenant.surface)

    def _answer(self, request: HttpRequest, *, surface: str) -> HttpResponse:
        request.surface = surface  # type: ignore[attr-defined]  # typed in tenants.requests
        request.urlconf = settings.URLCONF_OF_SURFACE[surface]  # type: ignore[attr-defined]  # Django reads it
        set_urlconf(request.urlconf)  # type: ignore[attr-defined]  # set one line above
        return self.get_response(request)
