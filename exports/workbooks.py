"""Writes workbooks (XLSX) row by row; of a million rows no more than one is in memory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any, Final

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from exports.cells import Cell, Row, local

#: As many rows as a sheet has; whatever is more goes on the next one.
MOST_ROWS: Final = 1_048_576
LONGEST_CELL: Final = 32_767
#: Numbers with more digits would be rounded.
EXACT: Final = 10**15
#: A sheet's calendar begins here; older days are written as words.
FIRST_DAY: Final = date(1900, 3, 1)
#: Columns are as wide as the longest of the first rows, within reason.
LOOKED_AT: Final = 100
NARROWEST, WIDEST = 8, 60
#: What `write_string` writes is text whatever it begins with; nothing becomes a formula, a link or a number.
OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORBIDDEN: Final = str.maketrans("[]:*?/\\'", "        ")


def write_workbook(rows: Iterable[Row], *, head: Sequence[str], to: IO[bytes], title: str) -> None:
    book = xlsxwriter.Workbook(to, OPTIONS)
    book.use_zip64()
    looks = _Looks(book)
    rest = iter(rows)
    first = list(islice(rest, LOOKED_AT))
    widths = [_width(column) for column in zip(head, *first, strict=True)]
    every, number = chain(first, rest), 1
    while True:
        sheet = book.add_worksheet(_named(title, number))
        if not _fill(sheet, every, head=head, widths=widths, looks=looks):
            break
        every, number = chain([looks.left_over], every), number + 1
    book.close()


class _Looks:
    """The formats of cells, and the row that found no place on the sheet before."""

    def __init__(self, book: Any) -> None:
        day = "dd.mm.yyyy" if translation.get_language() == "de" else "yyyy-mm-dd"
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": day})
        self.time = book.add_format({"num_format": f"{day} hh:mm"})
        self.left_over: Row = ()


def _fill(sheet: Any, rows: Iterator[Row], *, head: Sequence[str], widths: Sequence[int], looks: _Looks) -> bool:
    """True if there are more rows than the sheet has room for."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, label in enumerate(head):
        sheet.write_string(0, column, label[:LONGEST_CELL], looks.bold)
    for place, row in enumerate(rows, start=1):
        if place == MOST_ROWS:
            looks.left_over = row
            return True
        for column, cell in enumerate(row):
            _put(sheet, place, column, cell, looks)
    return False


def _put(sheet: Any, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST_CELL])
    elif isinstance(cell, bool):
        sheet.write_string(row, column, _("Yes") if cell else _("No"))
    elif isinstance(cell, datetime):
        at = local(cell).replace(tzinfo=None)
        if at.date() < FIRST_DAY:
            sheet.write_string(row, column, at.isoformat(" "))
        else:
            sheet.write_datetime(row, column, at, looks.time)
    elif isinstance(cell, date):
        if cell < FIRST_DAY:
            sheet.write_string(row, column, cell.isoformat())
        else:
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), looks.day)  # noqa: DTZ001 -- a sheet knows no zones
    elif -EXACT < cell < EXACT:
        sheet.write_number(row, column, float(cell) if isinstance(cell, Decimal) else cell)
    else:
        sheet.write_string(row, column, f"{cell:f}" if isinstance(cell, Decimal) else str(cell))


def _named(title: str, number: int) -> str:
    """A sheet's name has 31 characters at most, and none that is a part of an address."""
    ending = "" if number == 1 else f" {number}"
    return " ".join(title.translate(FORBIDDEN).split())[: 31 - len(ending)].strip() + ending


def _width(column: Sequence[Cell]) -> int:
    longest: int = max(len(line) for cell in column for line in (_length_of(cell).splitlines() or [""]))
    return min(max(longest + 2, NARROWEST), WIDEST)


def _length_of(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return "28.11.2026 14:05"
    return "28.11.2026" if isinstance(cell, date) else str(cell or "")[:200]
