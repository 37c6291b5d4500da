"""What every template knows of the workspace it shows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tenants import here
from tenants.branding import Brand, brand_of


def workspace(request: HttpRequest) -> dict[str, Any]:
    """`workspace`: name, logo_url, accent, accent_text, asked for where a page says it; `surface`: desk, portal or public."""
    return {"workspace": SimpleLazyObject(lambda: _brand(request)), "surface": getattr(request, "surface", "public")}


def _brand(request: HttpRequest) -> Brand:
    return Brand.of_the_house() if here.is_public() else brand_of(request.tenant.name)  # type: ignore[attr-defined]  # a workspace is chosen
