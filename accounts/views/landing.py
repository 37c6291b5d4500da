"""What the product is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def landing(request: HttpRequest) -> HttpResponse:
    """GET / on the public host."""
    return render(request, "public/landing.html", {"is_open": settings.SIGN_UP_OPEN})
