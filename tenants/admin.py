"""The operators' console: Django's admin on the public host."""

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tenants import provisioning
from tenants.choices import State
from tenants.models import Domain, Operator, Tenant


class Console(admin.AdminSite):
    site_header = _("Operators' console")
    site_title = _("Console")
    index_title = _("Workspaces of this installation")
    site_url = "/"
    index_template = "admin/console.html"

    def has_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, Operator) and request.user.is_active

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ten tries in five minutes, then a pause."""
        if not ratelimit.consume(request, app="tenants", action="console", config={"console": "10/5m/ip"}):
            return render(request, "429.html", status=429)
        return super().login(request, extra_context)


console = Console(name="console")


class Quiet(admin.ModelAdmin):  # type: ignore[type-arg]  # for every model
    """Admin without Django's log table, which would need staff users in `public`."""

    def log_addition(self, *args: Any) -> Any: ...

    def log_change(self, *args: Any) -> Any: ...

    def log_deletions(self, *args: Any) -> Any: ...

    def history_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class Domains(admin.TabularInline):  # type: ignore[type-arg]  # Django's admin is not generic at run time
    model = Domain
    extra = 0


@admin.register(Tenant, site=console)
class TenantAdmin(Quiet):
    list_display = ("name", "schema_name", "state", "trouble", "created_at")
    list_filter = ("state",)
    search_fields = ("name", "schema_name", "founder_email")
    readonly_fields = ("schema_name", "state", "progress", "trouble", "founder_name", "founder_email", "created_at")
    inlines = (Domains,)
    actions = ("suspend", "resume", "try_again")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Tenant | None = None) -> bool:
        return False

    @admin.action(description=_("Suspend: nobody gets in, e-mails wait"))
    def suspend(self, request: HttpRequest, chosen: QuerySet[Tenant]) -> None:
        for tenant in chosen.filter(state=State.READY):
            provisioning.suspend(tenant)

    @admin.action(description=_("Open again"))
    def resume(self, request: HttpRequest, chosen: QuerySet[Tenant]) -> None:
        for tenant in chosen.filter(state=State.SUSPENDED):
            provisioning.open_doors(tenant)

    @admin.action(description=_("Try founding again, within half a minute"))
    def try_again(self, request: HttpRequest, chosen: QuerySet[Tenant]) -> None:
        for tenant in chosen.filter(state=State.FAILED):
            provisioning.wait_again(tenant)


@admin.register(Operator, site=console)
class OperatorAdmin(Quiet):
    list_display = ("email", "is_active", "last_login")
    fields = ("email", "is_active")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
