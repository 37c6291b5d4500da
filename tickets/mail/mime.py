"""The tree of parts a mail is made of, read in linear time and up to fixed limits.

The standard library's own parser needs seconds to minutes for deep nesting, so only its reading of header parameters is used.
"""

import re
from dataclasses import dataclass
from email.message import Message
from typing import Final

from django.utils.translation.trans_null import gettext_noop

from tickets.mail.decoding import from_base64, raw_header, to_text

MOST_PARTS: Final = 200
DEEPEST: Final = 20
TOO_MANY_PARTS: Final = gettext_noop("The e-mail has more than 200 parts; the rest was not read.")
TOO_DEEP: Final = gettext_noop("Parts nested deeper than 20 levels were not read.")
HEADERS_TOO_LARGE: Final = gettext_noop("The headers of the e-mail were too large and were cut.")

_HEADERS_SIZE = 512 * 1024
_HEADERS_COUNT = 10_000
_LINE_SIZE = 64 * 1024
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_ENVELOPE = re.compile(rb">?From ")
_LIKELY_BOUNDARY = re.compile(rb"^--([^\s]{1,70})[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)
# The parameter parser of the standard library is quadratic: these headers are short in every honest mail.
_PARAMETERS_SIZE = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers as they stand there (unfolded, not decoded), its own bytes, the parts inside it."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    parts: tuple["Part", ...]
    content_type: str
    charset: str
    filename: str
    disposition: str
    is_flowed: bool
    deletes_space: bool

    def values(self, name: str) -> list[str]:
        """Every value of that header (lower-case name), in order."""
        return [value for header, value in self.headers if header == name]

    @property
    def content(self) -> bytes:
        """The bytes after transfer decoding; broken encodings give what can be had."""
        encoding = (self.values("content-transfer-encoding") or [""])[0].strip().lower()
        if encoding == "base64":
            return from_base64(self.body)
        if encoding not in ("quoted-printable", "x-uuencode", "uuencode"):
            return self.body
        holder = Message()
        holder["Content-Transfer-Encoding"] = encoding
        holder.set_payload(self.body.decode("ascii", "surrogateescape"))
        return bytes(holder.get_payload(decode=True))


def read_parts(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """The whole mail as its outermost part, and what had to be left out."""
    reader = _Reader(raw)
    return reader.part(0, len(raw), depth=0), tuple(reader.notes)


class _Reader:
    """Walks one mail by offsets: nothing is copied but the bodies of leaves."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.count = 0
        self.notes: dict[str, None] = {}

    def part(self, start: int, end: int, *, depth: int) -> Part:
        self.count += 1
        headers, start = self.headers(start, end)
        holder = _content_headers(headers)
        content_type = holder.get_content_type()
        sections = self.sections(holder, start, end) if content_type.startswith("multipart/") else []
        if not sections and content_type.startswith("multipart/"):
            content_type = "text/plain"
        return Part(
            headers=headers,
            body=b"" if sections else self.raw[start:end],
            parts=self.inner(sections, depth=depth + 1),
            content_type=content_type,
            charset=_parameter(holder, "charset", "content-type"),
            filename=_parameter(holder, "filename", "content-disposition") or _parameter(holder, "name", "content-type"),
            disposition=holder.get("content-disposition", "").partition(";")[0].strip().lower(),
            is_flowed=_parameter(holder, "format", "content-type").lower() == "flowed",
            deletes_space=_parameter(holder, "delsp", "content-type").lower() == "yes",
        )

    def inner(self, sections: list[tuple[int, int]], *, depth: int) -> tuple[Part, ...]:
        if sections and depth > DEEPEST:
            self.notes[TOO_DEEP] = None
            return ()
        parts = []
        for start, end in sections:
            if self.count >= MOST_PARTS:
                self.notes[TOO_MANY_PARTS] = None
                break
            parts.append(self.part(start, end, depth=depth))
        return tuple(parts)

    def headers(self, start: int, end: int) -> tuple[tuple[tuple[str, str], ...], int]:
        """The headers, and where the body starts: after the empty line, or at the first line that is no header."""
        lines: list[bytes] = []
        at, kept = start, 0
        while at < end:
            after = self.raw.find(b"\n", at, end) + 1 or end
            line = self.raw[at:after].rstrip(b"\r\n")
            if not line:
                return _pairs(lines), after
            if not (_HEADER.match(line) or (lines and line[:1] in b" \t") or _ENVELOPE.match(line)):
                return _pairs(lines), at
            if kept > _HEADERS_SIZE or len(lines) == _HEADERS_COUNT:
                self.notes[HEADERS_TOO_LARGE] = None
                blank = _EMPTY_LINE.search(self.raw, at, end)
                return _pairs(lines), blank.end() if blank else end
            if len(line) > _LINE_SIZE:
                self.notes[HEADERS_TOO_LARGE] = None
            lines.append(line[:_LINE_SIZE])
            kept += len(lines[-1])
            at = after
        return _pairs(lines), end

    def sections(self, holder: Message, start: int, end: int) -> list[tuple[int, int]]:
        """Where the parts between the boundary's lines lie; a boundary that never comes is guessed from the body."""
        declared = _parameter(holder, "boundary", "content-type").rstrip().encode("utf-8", "replace")
        found = self.between(declared, start, end) if declared else []
        likely = None if found else _LIKELY_BOUNDARY.search(self.raw, start, end)
        return self.between(likely[1], start, end) if likely else found

    def between(self, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
        delimiter = re.compile(rb"--" + re.escape(boundary) + rb"(--)?[ \t\r]*(?:\n|\Z)")
        sections: list[tuple[int, int]] = []
        opened = -1
        for found in delimiter.finditer(self.raw, start, end):
            at = found.start()
            if at > start and self.raw[at - 1 : at] != b"\n":
                continue
            if opened >= 0:
                sections.append((opened, self.before_break(at, opened)))
            opened = -1 if found[1] else found.end()
            if found[1] or len(sections) > MOST_PARTS:
                return sections
        return [*sections, (opened, end)] if opened >= 0 else sections

    def before_break(self, at: int, least: int) -> int:
        """The line break before a boundary belongs to the boundary."""
        at -= self.raw[at - 1 : at] == b"\n"
        return max(at - (self.raw[at - 1 : at] == b"\r"), least)


def _pairs(lines: list[bytes]) -> tuple[tuple[str, str], ...]:
    """Names in lower case with their values, continued lines joined."""
    pairs: list[tuple[str, list[str]]] = []
    for line in lines:
        text = raw_header(line.decode("utf-8", "surrogateescape"))
        name, colon, value = text.partition(":")
        if text[:1] in " \t" and pairs:
            pairs[-1][1].append(text.strip())
        elif colon and not _ENVELOPE.match(line):
            pairs.append((name.strip().lower(), [value.strip()]))
    return tuple((name, " ".join(values)) for name, values in pairs)


def _content_headers(headers: tuple[tuple[str, str], ...]) -> Message:
    holder = Message()
    for name, value in headers:
        if name in ("content-type", "content-disposition") and name not in holder:
            holder[name] = value[:_PARAMETERS_SIZE]
    return holder


def _parameter(holder: Message, name: str, header: str) -> str:
    """A parameter of a header, RFC 2231's way of writing it included."""
    try:
        value = holder.get_param(name, "", header)
    except (TypeError, ValueError, LookupError):  # numbered and unnumbered pieces of one name, and the like
        return ""
    if isinstance(value, tuple):
        charset, _, text = value
        return to_text(text.encode("latin-1", "replace"), charset or "")
    return value or ""
