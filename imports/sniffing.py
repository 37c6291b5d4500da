"""Guesses how a text file was written: its letters, and what stands between its columns."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import IO, Final

from imports.choices import Encoding, Separator

BLOCK: Final = 1 << 20
#: So much of the beginning is looked at for the separator.
HEAD: Final = 200_000
LOOKED_AT: Final = 50
BOMS: Final = (
    (codecs.BOM_UTF8, Encoding.UTF_8),
    (codecs.BOM_UTF16_LE, Encoding.UTF_16),
    (codecs.BOM_UTF16_BE, Encoding.UTF_16),
)
#: Letters of German and its neighbours; what one encoding writes for them is a sign or an odd letter in the others.
LETTERS: Final = "äöüÄÖÜßéèêáàâçñóôúåøæ€"
ASCII: Final = bytes(range(128))
EIGHT_BITS: Final = (Encoding.WINDOWS, Encoding.MAC, Encoding.DOS)


def encoding_of(file: IO[bytes]) -> Encoding | None:
    """Looks at the whole file; nothing for what is no text."""
    file.seek(0)
    start = file.read(BLOCK)
    for mark, encoding in BOMS:
        if start.startswith(mark):
            return encoding
    if b"\x00" in start:
        return Encoding.UTF_16 if _has_every_other_byte_empty(start) else None
    file.seek(0)
    return _eight_bits(file)


def python_name(encoding: str, start: bytes) -> str:
    """The codec to read it with; marks at the beginning are no letters."""
    if encoding == Encoding.UTF_8:
        return "utf-8-sig"
    if encoding == Encoding.UTF_16 and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-be" if start[:1] == b"\x00" else "utf-16-le"
    return encoding


def separator_of(text: str) -> Separator:
    """Where most of the first rows have as many columns as the header has, and most columns."""
    head = text[:HEAD]
    first = head.lstrip().partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5 and first[4] in Separator.values:
        return Separator(first[4])
    return max(Separator, key=lambda separator: _fits(head, separator))


def _eight_bits(file: IO[bytes]) -> Encoding | None:
    utf_8, is_utf_8, counts = codecs.getincrementaldecoder("utf-8")(), True, Counter[int]()
    while block := file.read(BLOCK):
        if b"\x00" in block:
            return None
        try:
            if is_utf_8:
                utf_8.decode(block)
        except UnicodeDecodeError:
            is_utf_8 = False
        counts.update(block.translate(None, ASCII))
    if is_utf_8 and not utf_8.getstate()[0]:
        return Encoding.UTF_8
    return max(EIGHT_BITS, key=lambda encoding: _letters(counts, encoding))


def _letters(counts: Mapping[int, int], encoding: str) -> int:
    wanted = {letter.encode(encoding)[0] for letter in LETTERS if _can_write(letter, encoding)}
    return sum(counts.get(byte, 0) for byte in wanted)


def _can_write(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _has_every_other_byte_empty(start: bytes) -> bool:
    even, odd = start[0:4000:2].count(0), start[1:4000:2].count(0)
    half = len(start[:4000]) // 2
    return max(even, odd) > half * 0.6 and min(even, odd) < half * 0.1


def _fits(head: str, separator: str) -> tuple[float, int]:
    """How well the first rows agree, and on how many columns."""
    widths = [len(row) for row in _first_rows(head, separator) if row]
    if not widths or widths[0] < 2:
        return 0.0, 0
    agree = sum(width == widths[0] for width in widths) / len(widths)
    return round(agree, 1), widths[0]


def _first_rows(head: str, separator: str) -> Iterable[list[str]]:
    rows = csv.reader(StringIO(head, newline=""), delimiter=separator)
    found: list[list[str]] = []
    try:
        for row in rows:
            found.append(row)
            if len(found) == LOOKED_AT:
                break
    except csv.Error:
        """A cell without end: what was found until then has to do."""
    return found
