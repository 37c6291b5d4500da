"""Marks the words that were found, in text that is made safe first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tickets.searching.meaning import Meant
from tickets.searching.spelling import folded

#: How much of a text a line shows, and how much of it before the first mark.
LONGEST, BEFORE = 160, 32
BLANKS, WORDS = re.compile(r"\s+"), re.compile(r"\w+")
UNFOLDED, UMLAUTS = re.compile(r"([aou])e\??"), {"a": "ä", "o": "ö", "u": "ü"}


def pattern_of(meant: Meant) -> str:
    """Finds this term in text as it was written, ä or ae: a regular expression of Python."""
    if meant.kin.pattern:
        known = meant.kin.pattern.replace("^", r"\b").replace("$", r"\b").replace(".{", r"\w{")
    else:
        known = r"\b" + r"\W+".join(re.escape(word) for word in WORDS.findall(folded(meant.term.text)))
    return UNFOLDED.sub(lambda found: f"(?:{found[0]}|{UMLAUTS[found[1]]})", known).replace("ss", "(?:ss|ß)")


def for_database(pattern: str) -> str:
    """The same for PostgreSQL."""
    return pattern.replace(r"\b", r"\y")


def marked(text: str, pattern: str) -> SafeString:
    """Whole words that have something of it are marked."""
    return mark_safe("".join(_pieces(text, pattern)))  # noqa: S308 -- every piece is escaped


def excerpt(text: str, pattern: str) -> SafeString:
    """The words around the first mark, on one line."""
    line = BLANKS.sub(" ", text).strip()
    found = re.search(pattern, line, re.IGNORECASE) if pattern else None
    start = max((found.start() if found else 0) - BEFORE, 0)
    if start:
        start = line.find(" ", start, start + BEFORE) + 1 or start
    end = start + LONGEST
    if end < len(line):
        end = max(line.rfind(" ", start, end), start + BEFORE)
    before, behind = "… " if start else "", " …" if end < len(line) else ""
    return mark_safe(f"{before}{marked(line[start:end], pattern)}{behind}")  # noqa: S308 -- `marked` is safe


def _pieces(text: str, pattern: str) -> Iterator[str]:
    at = 0
    for found in re.finditer(rf"\w*(?:{pattern})\w*", text, re.IGNORECASE) if pattern else ():
        yield f"{escape(text[at : found.start()])}<mark>{escape(found[0])}</mark>"
        at = found.end()
    yield escape(text[at:])
