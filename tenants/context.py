"""What every template knows of the workspace it shows."""

from typing import Any

from django.http import HttpRequest

from tenants import here
from tenants.branding import Brand, brand_of


def workspace(request: HttpRequest) -> dict[str, Any]:
    """`workspace`: name, logo_url, accent, accent_text; `surface`: desk, portal or public."""
    surface = getattr(request, "surface", "public")
    brand = Brand.of_the_house() if here.is_public() else brand_of(request.tenant.name)  # type: ignore[attr-defined]  # a workspace is chosen
    return {"workspace": brand, "surface": surface}
