"""Who may pass a door."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.choices import Permission
from accounts.models import Role, User
from tenants.compiled import CompiledRows
from tenants.requests import WorkspaceRequest

P = ParamSpec("P")


class StaffRequest(WorkspaceRequest):
    """A request of somebody who works here."""

    user: User  # type: ignore[assignment]  # never anonymous behind `staff_required`


class CustomerRequest(WorkspaceRequest):
    """A request of a signed-in customer."""

    user: User  # type: ignore[assignment]  # never anonymous behind `signed_in`


def staff_required(
    *permissions: Permission,
) -> Callable[[Callable[Concatenate[Any, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Anonymous people are sent to sign in; staff with none of the permissions get 403."""

    def wrap(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not any(request.user.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return wrap


agent_required = staff_required(Permission.WORK_TICKETS)


def signed_in(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Whoever belongs on this surface: staff at the desk, customers at the portal."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return guarded


def workers() -> list[User]:
    """Who can be made responsible for a ticket, as `assignable` says."""
    return WORKERS()


WORKERS = CompiledRows(User.objects.assignable)


def may_grant(user: User, roles: Iterable[Role]) -> bool:
    """Nobody gives or takes more than they have themselves."""
    return all(user.permission_codes.issuperset(role.permissions) for role in roles)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """htmx follows no redirect to another page: it is told to load it whole."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=401, headers={"HX-Redirect": request.headers.get("HX-Current-URL", "/")})
    return redirect_to_login(request.get_full_path(), login_url="account_login")
