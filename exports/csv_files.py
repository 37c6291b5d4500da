"""Writes CSV: as Excel reads it, or as programs do."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Final

from django.utils import formats
from django.utils.translation import gettext as _

from exports.cells import Cell, Row, local
from ui.spreadsheets import BOM, harmless

GERMAN_DAY: Final = "%d.%m.%Y"


def write_csv(rows: Iterable[Row], *, head: Sequence[str], to: IO[bytes], excel: bool) -> None:
    """For Excel with a mark, so that umlauts are read, and semicolons where the comma stands in numbers."""
    comma = excel and formats.get_format("DECIMAL_SEPARATOR") == ","
    text = TextIOWrapper(to, encoding="utf-8", newline="", write_through=False)
    if excel:
        text.write(BOM)
    writer, said = csv.writer(text, delimiter=";" if comma else ","), _teller(excel=excel, comma=comma)
    writer.writerow([harmless(label) for label in head])
    writer.writerows([said(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _teller(*, excel: bool, comma: bool) -> Callable[[Cell], str]:
    """How a cell is said in a text file."""
    yes, no = (_("Yes"), _("No")) if excel else ("true", "false")
    german = excel and comma

    def said(cell: Cell) -> str:
        if isinstance(cell, str):
            return harmless(cell)
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return yes if cell else no
        if isinstance(cell, date):
            return day_or_time(cell, german=german, excel=excel)
        number = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
        return number.replace(".", ",") if comma else number

    return said


def day_or_time(value: date, *, german: bool, excel: bool) -> str:
    """To the second where there are seconds, so that what is read again is the same."""
    day = value.strftime(GERMAN_DAY) if german else f"{value:%Y}-{value:%m-%d}"
    if not isinstance(value, datetime):
        return day
    at = local(value)
    day = at.strftime(GERMAN_DAY) if german else f"{at:%Y-%m-%d}"
    clock = f"{at:%H:%M:%S}" if at.second or not excel else f"{at:%H:%M}"
    return f"{day} {clock}" if excel else f"{day}T{clock}{at:%z}"
