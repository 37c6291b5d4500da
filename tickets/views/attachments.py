"""Files that came with messages, handed out one by one."""

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, agent_required
from tickets.access import attachment_for
from tickets.models import Attachment

#: Pictures without any script in them. Everything else is a download, PDFs included.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: Should a browser show it all the same: as a stranger's page, without scripts, forms or connections.
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
@agent_required
def show(request: StaffRequest, pk: int) -> FileResponse:
    """GET /attachments/7/"""
    return serve(attachment_for(request.user, pk))


def serve(attachment: Attachment) -> FileResponse:
    """The file: safe pictures in their place, the rest as a download under its clean name (RFC 5987)."""
    is_picture = attachment.content_type in SHOWN
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer = FileResponse(
        content,
        as_attachment=not is_picture,
        filename=attachment.name,
        content_type=attachment.content_type if is_picture else "application/octet-stream",
        headers=HARMLESS,
    )
    patch_cache_control(answer, private=True, max_age=3600, immutable=True)
    return answer
