"""Whoever is told of a ticket by e-mail ends that by the link in the letter."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tickets.actions.inviting import dismiss
from tickets.participation import participant_of


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed link alone says who it is
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: HttpRequest, token: str) -> HttpResponse:
    """GET /participation/…/ asks, POST ends it; twice is once. Nobody needs to sign in."""
    try:
        person = participant_of(token)
    except BadSignature as forged:
        raise Http404 from forged
    if person is not None and request.method == "POST":
        dismiss(person, by=None)
        person = None
    return render(request, "portal/participation.html", {"person": person})
