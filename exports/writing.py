"""Rows into a file, one at a time: memory stays little however many there are."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import Any, Final

from django.core.files.base import File

from exports.cells import Row
from exports.choices import Form
from exports.csv_files import write_csv
from exports.workbooks import write_workbook

CONTENT_TYPES: Final = {
    Form.EXCEL: "text/csv; charset=utf-8",
    Form.PLAIN: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS: Final = {Form.EXCEL: "csv", Form.PLAIN: "csv", Form.XLSX: "xlsx"}


def written(rows: Iterable[Row], *, head: Sequence[str], form: Form, title: str) -> "File[bytes]":
    """The table as a file in the active language and time zone; `title` names the sheet of a workbook.

    What somebody wrote is never a formula, in none of the forms.
    """
    file: Any = TemporaryFile()  # noqa: SIM115 -- closed by whoever keeps it
    if form == Form.XLSX:
        write_workbook(rows, head=head, to=file, title=title)
    else:
        write_csv(rows, head=head, to=file, excel=form == Form.EXCEL)
    file.seek(0)
    return File(file)
