"""Answers that are written while they are read."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone, translation

from tenants import here
from ui.spreadsheets import csv_lines


def streamed(rows: Iterator[list[str]], *, name: str) -> StreamingHttpResponse:
    """A table as CSV, named after today; nothing is read before somebody reads it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{timezone.localdate().isoformat()}.csv"',
        "X-Accel-Buffering": "no",
    }
    return StreamingHttpResponse(_entered(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _entered(rows: Iterator[list[str]]) -> Iterator[str]:
    """Written when the door is closed again: the workspace, language and time zone of now are entered once more."""
    workspace, language, zone = here.workspace(), translation.get_language(), timezone.get_current_timezone()

    def lines() -> Iterator[str]:
        with workspace, translation.override(language), timezone.override(zone):
            yield from csv_lines(rows)

    return lines()
