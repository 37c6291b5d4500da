"""Who may change a division's face and switches.

This room lies below accounts, so it asks the person, not the role: `user.may("workspace.manage")`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
MANAGE_WORKSPACE = "workspace.manage"


def manager_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Anonymous people are sent to sign in; everybody else needs the permission, or gets 403."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user: Any = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), login_url="account_login")
        if not user.may(MANAGE_WORKSPACE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
