"""Writes what became of each row into a file: its own columns first, so that it can be mended and brought again."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import IO, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exports.cells import Cell
from exports.choices import Form
from exports.making import Impossible, Product, Progress
from exports.models import Export
from exports.writing import CONTENT_TYPES, ENDINGS, written
from imports.choices import Outcome
from imports.models import Import, Line
from imports.tables import Row, rows_from
from imports.targets import target_named
from imports.wording import reasons_of, result_of

GONE: Final = gettext_noop("This import is no longer there.")
AT_ONCE: Final = 1000


def report(export: Export, progress: Progress) -> Product:
    """All rows, or those with errors; what was not looked at yet has no result."""
    importing = Import.objects.of(export.user).kept().filter(pk=export.ask["import"]).first()
    if importing is None or not target_named(importing.target).may(export.user):
        raise Impossible(GONE)
    form, only_failed = Form(export.ask["form"]), export.ask["rows"] == "failed"
    with importing.table.open("rb") as table:
        rows = _rows(table, importing, only_failed=only_failed, progress=progress)
        head = [*importing.header, _("Result"), _("Reason")]
        content = written(rows, head=head, form=form, title=importing.name)
    ending = _("errors") if only_failed else _("report")
    return Product(content, f"{PurePath(importing.name).stem}-{ending}.{ENDINGS[form]}", CONTENT_TYPES[form])


def _rows(table: IO[bytes], importing: Import, *, only_failed: bool, progress: Progress) -> Iterator[list[Cell]]:
    done, offset = 0, 0
    progress(0, importing.rows)
    while found := list(rows_from(table, offset=offset, most=AT_ONCE)):
        rows, offset = [row for row, _offset in found], found[-1][1]
        lines = _lines(importing, rows)
        for row in rows:
            line = lines.get(row.number)
            if not only_failed or (line is not None and line.outcome == Outcome.FAILED):
                yield [*_cells(row, len(importing.header)), *_result(line, importing.header)]
        done += len(rows)
        progress(done, importing.rows)


def _lines(importing: Import, rows: Sequence[Row]) -> dict[int, Line]:
    between = (rows[0].number, rows[-1].number)
    found = Line.objects.filter(importing=importing, run=importing.run, number__range=between)
    return {line.number: line for line in found.defer("undo", "made")}


def _cells(row: Row, width: int) -> list[Cell]:
    cells: list[Any] = [Decimal(repr(cell)) if isinstance(cell, float) else cell for cell in row.cells[:width]]
    return [*cells, *[None] * (width - len(cells))]


def _result(line: Line | None, header: Sequence[str]) -> list[Cell]:
    if line is None:
        return ["", ""]
    return [result_of(line), " ".join(reasons_of(line, header))]
