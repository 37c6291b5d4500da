"""The logo, for everybody who reaches the workspace's hosts."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from tenants.branding import version_of
from tenants.divisions.models import Division


@require_safe
def show(request: HttpRequest, version: str) -> FileResponse:
    """GET /logo/3f2a…/ may be kept for ever: another picture has another version."""
    division = Division.objects.filter(is_default=True).exclude(logo="").first()
    if division is None or version_of(division) != version:
        raise Http404
    try:
        content = division.logo.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return FileResponse(content, content_type="image/png", headers=headers)
