"""What of a mail's parts is text to read, and what is a file."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from django.utils.html import escape
from django.utils.translation.trans_null import gettext_noop

from tickets.mail.decoding import header_text, markup_to_text, to_text
from tickets.mail.filenames import clean_filename
from tickets.mail.mime import Part, read_parts

TEXT_SIZE: Final = 1_000_000
TEXT_TOO_LONG: Final = gettext_noop("The text was longer than a million characters and was cut.")

_CID = re.compile(r"""cid:([^"'\s<>)]{1,250})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    """A file that came with a mail. Inline means: the HTML shows it, so that it needs no place in the list."""

    name: str
    content_type: str
    content: bytes
    content_id: str
    is_inline: bool


@dataclass(frozen=True, slots=True)
class Body:
    """The readable part of a mail and its files."""

    text: str
    html: str
    attachments: tuple[ParsedAttachment, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The same words in two forms; an empty form is one the mail does not have."""

    text: str = ""
    html: str = ""


@dataclass(slots=True)
class _Sorting:
    files: list[Part] = field(default_factory=list)
    has_words: bool = False


def read_body(part: Part) -> Body:
    """Sort all parts; text and HTML are cut at a million characters each."""
    sorting = _Sorting()
    words = _words(part, sorting)
    text, html = words.text[:TEXT_SIZE].strip("\n"), words.html[:TEXT_SIZE].strip()
    shown = {unquote(found) for found in _CID.findall(html)}
    return Body(
        text=text if text.strip() else "",
        html=html,
        attachments=tuple(_attachment(file, shown) for file in sorting.files),
        notes=(TEXT_TOO_LONG,) if max(len(words.text), len(words.html)) > TEXT_SIZE else (),
    )


def _words(part: Part, sorting: _Sorting) -> _Words:
    if part.content_type == "multipart/alternative":
        return _richest([_words(inner, sorting) for inner in part.parts])
    if part.parts or part.content_type.startswith("multipart/"):
        return _joined([_words(inner, sorting) for inner in part.parts])
    if not _is_words(part, is_first=not sorting.has_words and not sorting.files):
        sorting.files.append(part)
        return _Words()
    sorting.has_words = True
    if part.content_type == "text/html":
        return _Words(html=markup_to_text(part.content, part.charset))
    return _Words(text=_plain(part))


def _is_words(part: Part, *, is_first: bool) -> bool:
    """Text that is not meant as a file; some machines give even the body a file name."""
    if part.content_type not in ("text/plain", "text/html") or part.disposition == "attachment":
        return False
    return is_first or not part.filename


def _richest(choices: list[_Words]) -> _Words:
    """Of an alternative the last form of each kind, as the standard orders them."""
    texts = [words.text for words in choices if words.text.strip()]
    htmls = [words.html for words in choices if words.html.strip()]
    return _Words(text=texts[-1] if texts else "", html=htmls[-1] if htmls else "")


def _joined(pieces: list[_Words]) -> _Words:
    """Pieces one after another; a form that lacks one of them is dropped, not shown with a hole."""
    pieces = [words for words in pieces if words.text.strip() or words.html.strip()]
    has_text = all(words.text.strip() for words in pieces)
    if not any(words.html.strip() for words in pieces):
        return _Words(text="\n".join(words.text for words in pieces))
    return _Words(
        text="\n".join(words.text for words in pieces) if has_text else "",
        html="\n".join(words.html or f"<pre>{escape(words.text)}</pre>" for words in pieces),
    )


def _plain(part: Part) -> str:
    text = to_text(part.content, part.charset)[: 2 * TEXT_SIZE].replace("\r\n", "\n").replace("\r", "\n")
    return _unflowed(text, deletes_space=part.deletes_space) if part.is_flowed else text


def _unflowed(text: str, *, deletes_space: bool) -> str:
    """Join the soft line breaks of RFC 3676; quoted lines stay as they were sent."""
    paragraphs: list[list[str]] = [[]]
    is_open = True
    for stuffed in text.split("\n"):
        is_soft = stuffed.endswith(" ") and stuffed != "-- " and not stuffed.startswith(">")
        line = stuffed.removeprefix(" ")
        if not is_open or line.startswith(">") or line == "-- ":
            paragraphs.append([])
        paragraphs[-1].append(line[:-1] if is_soft and deletes_space else line)
        is_open = is_soft
    return "\n".join("".join(lines) for lines in paragraphs)


def _attachment(part: Part, shown: set[str]) -> ParsedAttachment:
    content_id = header_text((part.values("content-id") or [""])[0]).strip("<> ")[:250]
    content = part.content
    return ParsedAttachment(
        name=clean_filename(part.filename or _subject(part, content), content_type=part.content_type),
        content_type=part.content_type[:100],
        content=content,
        content_id=content_id,
        is_inline=bool(content_id) and content_id in shown,
    )


def _subject(part: Part, content: bytes) -> str:
    """A mail inside the mail is called by its subject."""
    if part.content_type != "message/rfc822":
        return ""
    inner, _ = read_parts(content[:50_000])
    return f"{header_text((inner.values('subject') or ['message'])[0]).replace('/', '-')[:100]}.eml"
