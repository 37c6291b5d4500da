"""Reads a sheet of a workbook (XLSX) row by row, and none that is made to fill the memory."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final

import openpyxl
from django.utils.translation import gettext as _

from imports.refusing import Unreadable
from imports.tables import Cell, Row

#: Sheets, and their texts, which are held in memory and take five times that; everything else in a workbook is small.
MOST_UNPACKED: Final = 3 * 1024**3
MOST_OF_TEXTS: Final = 100 * 1024**2
MOST_OF_OTHERS: Final = 30 * 1024**2
MOST_PARTS: Final = 5000
#: Between two tags, and between two rows or texts, there is never so much in an honest file.
LONGEST_TEXT: Final = 1 << 20
LONGEST_ROW: Final = 32 << 20
BLOCK: Final = 1 << 20
MOST_ROWS: Final = 2_000_000
ROW: Final = re.compile(rb"<(?:\w+:)?(?:row|si)[\s/>]")
SHEETS: Final = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
TEXTS: Final = re.compile(r"xl/sharedstrings\.xml$", re.IGNORECASE)


def sheet_of(file: IO[bytes], *, wanted: str = "") -> tuple[list[str], str, Iterator[Row]]:
    """Names of all sheets, the one that is read (the first, if none is wanted), and its rows. Raises `Unreadable`.

    Of a formula its last result counts.
    """
    try:
        _look_into(file)
        file.seek(0)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = [sheet.title for sheet in book.worksheets]
        if not sheets:
            raise Unreadable(_("The workbook has no sheet with cells."))
        name = wanted if wanted in sheets else sheets[0]
        return sheets, name, _rows(book[name])
    except Unreadable:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise _broken() from error


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    rows, number = sheet.iter_rows(values_only=True), 0
    while True:
        number += 1
        try:
            cells = next(rows, None)
        except Exception as error:  # as above
            raise _broken() from error
        if cells is None:
            return
        if number > MOST_ROWS:
            raise Unreadable(_("The file has more than %(most)s rows; please split it.") % {"most": MOST_ROWS})
        if any(cell not in (None, "") for cell in cells):
            yield Row(number, [_plain(cell) for cell in cells])


def _plain(cell: Any) -> Cell:
    if isinstance(cell, datetime):
        at = cell.replace(microsecond=0)
        return at.date().isoformat() if at.time() == time() else at.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, bool | int | float):
        return cell
    return str(cell).replace("\x00", "") or None if cell is not None else None


def _look_into(file: IO[bytes]) -> None:
    """What is packed in it, before anything else is read: sizes as the archive says, which no reader goes beyond."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        names = {part.filename.lower() for part in parts}
        if "xl/workbook.xml" not in names:
            raise Unreadable(_("This is an archive, but not an Excel workbook (XLSX). Please save the table as XLSX or CSV."))
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable(_("The workbook is protected by a password."))
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _too_large()
        for part in parts:
            is_sheet, is_texts = SHEETS.search(part.filename), TEXTS.search(part.filename)
            most = MOST_UNPACKED if is_sheet else MOST_OF_TEXTS if is_texts else MOST_OF_OTHERS
            if part.file_size > most and part.filename.lower().endswith((".xml", ".rels")):
                raise _too_large()
            if is_sheet or is_texts:
                _walk(archive, part)


def _walk(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No tag, text or row without end, which a reader would hold in memory as a whole; nothing that expands itself."""
    since_tag = since_row = 0
    rest = b""
    with archive.open(part) as content:
        while block := content.read(BLOCK):
            text = rest + block
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise _broken()
            last_tag, last_row = text.rfind(b"<"), max((found.start() for found in ROW.finditer(text)), default=-1)
            since_tag = len(text) - last_tag if last_tag >= 0 else since_tag + len(block)
            since_row = len(text) - last_row if last_row >= 0 else since_row + len(block)
            if since_tag > LONGEST_TEXT + BLOCK or since_row > LONGEST_ROW:
                raise _too_large()
            rest = text[-16:]


def _broken() -> Unreadable:
    return Unreadable(_("The workbook is broken, or not what it seems. Please open it and save it again as XLSX or CSV."))


def _too_large() -> Unreadable:
    return Unreadable(_("The workbook is far larger inside than a table would be. Please save the table as CSV."))
