"""What somebody wrote now, apart from what they quote."""

from dataclasses import dataclass
from typing import Final

import quotequail

from tickets.mail import quoted_html
from tickets.mail.quotation import has_header_block, introduction_length, is_device_signature, is_separator

_QUOTEQUAIL_LINES: Final = 400
_SIGNATURE_LINES: Final = 15


@dataclass(frozen=True, slots=True)
class Split:
    """A mail's own words, and the quotation and signature to fold away. Nothing fresh: then all of it is fresh."""

    fresh: str
    quoted: str


def split_text(text: str) -> Split:
    """Separate the plain text of a mail by what German and English clients write above a quotation."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = _end_of_fresh(lines)
    start = _after_leading_quote(lines, end)
    end = _before_signature(lines, start, end)
    fresh = "\n".join(lines[start:end]).strip("\n")
    if not fresh.strip():
        return Split(fresh=text, quoted="")
    quoted = ("\n".join(part).strip("\n") for part in (lines[:start], lines[end:]))
    return Split(fresh=fresh.rstrip(), quoted="\n\n".join(part for part in quoted if part.strip()))


def split_html(html: str) -> Split:
    """Separate cleaned HTML (`clean_html`) by the marks and the words of mail clients."""
    root = quoted_html.tree_of(html)
    tokens = quoted_html.tokens_of(root)
    rest = tokens.pop() if tokens and tokens[-1].kind == "rest" else None
    kinds = [token.kind for token in tokens]
    if "text" not in kinds:
        return Split(fresh=html, quoted="")
    after = len(kinds) - next(index for index, kind in enumerate(reversed(kinds)) if kind == "text")
    before = kinds.index("text")
    is_only_one = "block" not in kinds[before:after]
    quoted = [token.cut() for token in (tokens[:before] if is_only_one else [])]
    tail = [quoted_html.cut_rest(root, rest)] if rest else []
    quoted += [token.cut() for token in tokens[after:]] + tail
    if quoted:
        quoted_html.trim(root)
    return Split(fresh=quoted_html.inner_html(root) if quoted else html, quoted="\n".join(quoted))


def _end_of_fresh(lines: list[str]) -> int:
    """The line where everything below is quoted; answers between quoted lines stay with them."""
    rest = next((index for index in range(len(lines)) if _opens_rest(lines, index)), len(lines))
    if rest == len(lines) and not any(line.startswith(">") for line in lines):
        return _by_quotequail(lines)
    return _before_quote(lines, rest)


def _opens_rest(lines: list[str], index: int) -> bool:
    line = lines[index]
    if not line or line[0] in ">\t ":
        return False
    if is_separator(line) or has_header_block(lines, index):
        return True
    length = introduction_length(lines, index, is_certain=True)
    return bool(length) and not _is_quoted(_next_line(lines, index + length))


def _before_quote(lines: list[str], end: int) -> int:
    """Back over trailing lines with ">" and the introduction above them."""
    at = end
    while at and (not lines[at - 1].strip() or _is_quoted(lines[at - 1])):
        at -= 1
    if not any(_is_quoted(line) for line in lines[at:end]):
        return end
    return _before_introduction(lines, at)


def _before_introduction(lines: list[str], at: int) -> int:
    """The introduction of a quotation has up to four lines, since clients wrap it."""
    for length in range(1, 5):
        if at >= length and introduction_length(lines, at - length, is_certain=False) == length:
            return at - length
    return at


def _after_leading_quote(lines: list[str], end: int) -> int:
    """Whoever answers below one quotation means only what is below; among several the order matters, so all stays."""
    first = next((index for index in range(end) if lines[index].strip()), end)
    at = first + (introduction_length(lines, first, is_certain=False) if first < end else 0)
    while at < end and not lines[at].strip():
        at += 1
    opened = at
    while at < end and (_is_quoted(lines[at]) or not lines[at].strip()):
        at += 1
    is_only_one = not any(_is_quoted(line) for line in lines[at:end])
    return at if at > opened and at < end and is_only_one else 0


def _before_signature(lines: list[str], start: int, end: int) -> int:
    """Signatures start with "-- ", or are the line a phone adds; greetings stay."""
    for at in range(start, end):
        if lines[at] in ("-- ", "--", "-- \xa0") and end - at <= _SIGNATURE_LINES + 1:
            end = at
            break
    last = next((at for at in range(end - 1, start - 1, -1) if lines[at].strip()), -1)
    return last if last >= 0 and is_device_signature(lines[last]) else end


def _by_quotequail(lines: list[str]) -> int:
    """Languages we do not scan for ourselves. The library is quadratic, so only short mails with short lines."""
    if len(lines) > _QUOTEQUAIL_LINES or max(map(len, lines)) > 1000:
        return len(lines)
    parts = quotequail.quote("\n".join(lines), limit=_QUOTEQUAIL_LINES + 1, quote_intro_line=True)
    return len(lines) if len(parts) == 1 else parts[0][1].count("\n") + 1


def _is_quoted(line: str) -> bool:
    return line.startswith((">", " >"))


def _next_line(lines: list[str], start: int) -> str:
    return next((line for line in lines[start : start + 5] if line.strip()), "")
