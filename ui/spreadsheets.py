"""Tables that spreadsheets open: as CSV, as the reader's Excel expects it."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils import formats

BOM = "\ufeff"
#: What a spreadsheet would take for a formula; and amounts, which may begin with a sign.
FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠|%]")
AMOUNT = re.compile(r"^[-+]?[\d.,\s\u00a0\u202f]*\d$")


class Written:
    """What the csv module writes to; it hands back what was written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """In UTF-8 with a mark, so that umlauts are read; semicolons where the comma stands in numbers."""
    separator = ";" if formats.get_format("DECIMAL_SEPARATOR") == "," else ","
    writer = csv.writer(Written(), delimiter=separator)
    yield BOM
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])  # type: ignore[misc]  # what Written.write returns


def harmless(text: str) -> str:
    """What somebody wrote stays text, whatever a spreadsheet would make of it."""
    return f"'{text}" if FORMULA.match(text) and not AMOUNT.match(text) else text
