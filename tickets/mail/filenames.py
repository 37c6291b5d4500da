"""Names under which attachments may be kept and offered for download."""

import re
from mimetypes import MimeTypes

from tickets.mail.decoding import header_text

_FORBIDDEN = re.compile(r'[<>:"|?*\\/%]')
_LONGEST = 150
# Not the machine's own list of types: the same mail has the same names everywhere.
_TYPES = MimeTypes(filenames=())
_KNOWN = {
    "message/delivery-status": "delivery-status.txt",
    "message/disposition-notification": "disposition-notification.txt",
    "text/rfc822-headers": "headers.txt",
    "text/calendar": "invite.ics",
    "application/ms-tnef": "winmail.dat",
}


def clean_filename(declared: str, *, content_type: str) -> str:
    """The declared name without path, tricks and line breaks, at most 150 characters; never empty."""
    name = re.split(r"[/\\]", header_text(declared))[-1]
    name = _FORBIDDEN.sub("_", name).strip(" .")
    return _shorten(name) if name else _fallback(content_type)


def _shorten(name: str) -> str:
    """Cut in the middle: what kind of file it is stands at the end."""
    stem, dot, extension = name.rpartition(".")
    if len(name) <= _LONGEST or not dot or len(extension) > 10:
        return name[:_LONGEST].strip(" .")
    return f"{stem[: _LONGEST - len(extension) - 1].rstrip(' .')}.{extension}"


def _fallback(content_type: str) -> str:
    stem = "image" if content_type.startswith("image/") else "attachment"
    return _KNOWN.get(content_type, f"{stem}{_TYPES.guess_extension(content_type) or '.bin'}")
