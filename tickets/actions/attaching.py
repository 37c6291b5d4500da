"""Keeps the files that come with a message."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.core.files.base import ContentFile, File

from tickets.models import Attachment, Draft, Message

UNKNOWN = "application/octet-stream"
#: Characters that play tricks in file managers and headers: controls, bidirectional overrides, separators.
TRICKS = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: from a form, or from a mail."""

    name: str
    content: bytes | File  # type: ignore[type-arg]  # of bytes
    content_type: str = ""
    content_id: str = ""
    is_inline: bool = False


def attach(home: Message | Draft, uploads: Iterable[Upload]) -> list[Attachment]:
    """Keep the files with the message or draft, under clean names and the type their bytes have."""
    return [_keep(home, upload) for upload in uploads]


def clean_name(name: str) -> str:
    """`../../Wärme plan.PDF` → `Wärme plan.PDF`: no path, no tricks, at most 150 characters, never empty."""
    plain = TRICKS.sub("_", PurePath(name.replace("\\", "/")).name).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > 150 and dot and len(ending) <= 10:
        return f"{stem[: 149 - len(ending)]}.{ending}"
    return plain[:150] or "file"


def true_type(start: bytes, *, claimed: str = "") -> str:
    """The type of the first bytes of a file; text keeps its claimed kind, but never one a browser would run."""
    try:
        found = str(puremagic.from_string(start, mime=True)) or UNKNOWN
    except (puremagic.PureError, ValueError):
        found = claimed if claimed.startswith("text/") else UNKNOWN
    return "text/plain" if found in ("text/html", "text/javascript", "text/xml", "image/svg+xml") else found


def _keep(home: Message | Draft, upload: Upload) -> Attachment:
    content = ContentFile(upload.content) if isinstance(upload.content, bytes) else upload.content
    content.seek(0)
    start = content.read(4096)
    content.seek(0)
    name = clean_name(upload.name)
    attachment = Attachment(
        message=home if isinstance(home, Message) else None,
        draft=home if isinstance(home, Draft) else None,
        name=name,
        content_type=true_type(start, claimed=upload.content_type),
        size=content.size,
        content_id=upload.content_id[:255],
        is_inline=upload.is_inline,
    )
    attachment.file.save(name, content, save=False)
    attachment.save()
    return attachment
