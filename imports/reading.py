"""Reads what somebody brought into a table of ours, within limits; whatever it is, what cannot be read says why in words."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO, TextIOWrapper
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.core.files.base import File
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from imports.choices import Encoding
from imports.models import Import
from imports.refusing import Unreadable
from imports.sniffing import HEAD, encoding_of, python_name, separator_of
from imports.tables import Row, write_table

MOST_COLUMNS: Final = 300
MOST_ROWS: Final = 2_000_000
LONGEST_CELL: Final = 100_000
LONGEST_LINE: Final = 4_000_000
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PAGES: Final = (b"<!doctype", b"<html", b"<table", b"<?xml")
#: Loads the library that reads workbooks: a web process never needs it.
WORKBOOKS: Final = "imports.workbooks.sheet_of"
Say = Callable[[int], None]


def read(importing: Import, *, say: Say) -> tuple["File[bytes]", Mapping[str, Any]]:
    """The table, and what the row of the import has to know of it. `say` is told now and then how many rows there are so far.

    Judged by its bytes, whatever its name ends in. Raises `Unreadable`.
    """
    table: Any = TemporaryFile()  # noqa: SIM115 -- closed by whoever keeps it
    with importing.file.open("rb") as file:
        start = file.read(4096)
        file.seek(0)
        rows, found = _workbook(importing, file) if start.startswith(ZIP) else _text(importing, file, start)
        header, count = write_table(_within_limits(rows, say=say), to=table)
    if not any(header):
        raise Unreadable(_("The file is empty."))
    if not count:
        raise Unreadable(_("The file has a header but no rows below it."))
    table.seek(0)
    return File(table), {**found, "header": header, "rows": count}


def _workbook(importing: Import, file: IO[bytes]) -> tuple[Iterator[Row], dict[str, Any]]:
    sheets, sheet, rows = import_string(WORKBOOKS)(file, wanted=importing.sheet)
    return rows, {"sheets": sheets, "sheet": sheet, "encoding": "", "separator": ""}


def _text(importing: Import, file: IO[bytes], start: bytes) -> tuple[Iterator[Row], dict[str, Any]]:
    _refuse_what_is_no_text(start)
    encoding = importing.encoding or encoding_of(file)
    if encoding is None:
        raise Unreadable(_("This is not a table: it is neither text nor an Excel workbook (XLSX)."))
    file.seek(0)
    text = TextIOWrapper(_Kept(file), encoding=python_name(encoding, start), newline="")  # type: ignore[type-var]  # reads like one
    head = _decoded(lambda: text.read(HEAD) + text.readline(LONGEST_LINE), encoding, number=1)
    separator = importing.separator or separator_of(head)
    lines = chain(StringIO(head, newline=""), iter(lambda: text.readline(LONGEST_LINE), ""))
    return _rows(lines, head, separator, encoding), {"sheets": [], "sheet": "", "encoding": encoding, "separator": separator}


class _Kept:
    """A file that whoever wraps it does not close."""

    closed = False

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.read, self.read1, self.readable = file.read, file.read, lambda: True
        self.seekable = self.writable = lambda: False

    def flush(self) -> None: ...

    def close(self) -> None: ...


def _refuse_what_is_no_text(start: bytes) -> None:
    if start.startswith(OLD_OFFICE):
        raise Unreadable(_("This is an old or a protected Excel file. Please save it as XLSX without a password, or as CSV."))
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(PAGES):
        raise Unreadable(_("This is a web page or XML, whatever its name ends in. Please save it as CSV or XLSX."))


def _rows(lines: Iterator[str], head: str, separator: str, encoding: str) -> Iterator[Row]:
    """Numbered as a spreadsheet shows them."""
    csv.field_size_limit(LONGEST_CELL)
    reader, number = csv.reader(_checked(lines), delimiter=separator), 0
    if head.lstrip("\ufeff").lower().startswith("sep="):
        next(reader, None)
    while True:
        number += 1
        cells = _decoded(lambda: next(reader, None), encoding, number=number)
        if cells is None:
            return
        if any(cells):
            yield Row(number, [cell or None for cell in cells])


def _checked(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if "\x00" in line:
            raise Unreadable(_("This is not a table: there are null bytes in it."))
        if len(line) >= LONGEST_LINE:
            raise Unreadable(_("A line is longer than %(most)s characters.") % {"most": LONGEST_LINE})
        yield line


def _decoded(read: Callable[[], Any], encoding: str, *, number: int) -> Any:
    try:
        return read()
    except UnicodeError as error:
        words = {"encoding": Encoding(encoding).label, "number": number}
        raise Unreadable(
            _("Near row %(number)s there are characters that %(encoding)s does not have. Please choose another encoding.") % words
        ) from error
    except csv.Error as error:
        words = {"number": number, "most": LONGEST_CELL}
        raise Unreadable(
            _("A cell in row %(number)s is longer than %(most)s characters. Perhaps a quotation mark is missing.") % words
        ) from error


def _within_limits(rows: Iterator[Row], *, say: Say) -> Iterator[Row]:
    """Empty columns at the end of a row are none."""
    for count, (number, cells) in enumerate(rows):
        trimmed = _trimmed(cells)
        if len(trimmed) > MOST_COLUMNS:
            words = {"number": number, "count": len(trimmed), "most": MOST_COLUMNS}
            raise Unreadable(_("Row %(number)s has %(count)s columns; at most %(most)s can be read.") % words)
        if count > MOST_ROWS:
            raise Unreadable(_("The file has more than %(most)s rows; please split it.") % {"most": MOST_ROWS})
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in trimmed):
            words = {"number": number, "most": LONGEST_CELL}
            raise Unreadable(_("A cell in row %(number)s is longer than %(most)s characters.") % words)
        if count % 10_000 == 0:
            say(count)
        yield Row(number, trimmed)


def _trimmed(cells: Sequence[Any]) -> Sequence[Any]:
    last = len(cells)
    while last and cells[last - 1] is None:
        last -= 1
    return cells[:last]
