"""Hands out a finished file; for views, which have asked who may."""

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control

from exports.models import Export


def serve(export: Export) -> FileResponse:
    """As a download under its own name (RFC 5987), kept by nobody on the way."""
    if not export.is_ready:
        raise Http404
    try:
        content = export.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}
    answer = FileResponse(content, as_attachment=True, filename=export.name, content_type=export.content_type, headers=headers)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
