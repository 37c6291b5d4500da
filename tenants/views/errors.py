"""Plain answers for doors that cannot be opened; they need no database and no workspace."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation


def unknown_host(request: HttpRequest) -> HttpResponse:
    """Nothing lives at this address; says no more than that."""
    return HttpResponse(_read_by(request, "errors/unknown_host.html"), status=404)


def suspended(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_read_by(request, "errors/suspended.html"), status=403)


def not_ready(request: HttpRequest) -> HttpResponse:
    """The workspace is being prepared; the page asks again by itself."""
    return HttpResponse(_read_by(request, "errors/not_ready.html"), status=503, headers={"Retry-After": "5"})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(render_to_string("errors/csrf_failed.html"), status=403)


def _read_by(request: HttpRequest, template: str) -> str:
    """The page in the browser's language: nobody has chosen one yet, but this thread still speaks that of its last visitor."""
    with translation.override(translation.get_language_from_request(request)):
        return render_to_string(template)
