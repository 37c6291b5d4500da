"""The settings' front page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import StaffRequest, signed_in
from accounts.settings_pages import links


@signed_in
def settings(request: StaffRequest) -> HttpResponse:
    """GET /settings/ lists what this person may change; whoever may change nothing gets 403."""
    pages = links(request.user)
    if not pages:
        raise PermissionDenied
    return render(request, "accounts/settings.html", {"pages": pages})
