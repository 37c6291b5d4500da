"""Files that people bring, and what becomes of them without a worker."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from imports.models import Import, Line
from imports.receiving import check, prescribe, receive, run, undo
from imports.recipes import Recipe
from imports.working import work


def worked(importing: Import) -> Import:
    """As the worker does, stretch by stretch."""
    while work(importing.pk):
        pass
    return Import.objects.get(pk=importing.pk)


def brought(content: bytes | str, *, by: User, target: str = "contacts", name: str = "list.csv") -> Import:
    """Read, and its columns guessed."""
    raw = content.encode() if isinstance(content, str) else content
    return worked(receive(ContentFile(raw, name=name), target=target, by=by))


def mapped(importing: Import, **changed: Any) -> Import:
    """As guessed, but for this."""
    kept = Recipe.read(importing.recipe)
    new = {name: changed.get(name, getattr(kept, name)) for name in Recipe.__dataclass_fields__}
    return prescribe(importing, Recipe(**new), by=importing.user)


def checked(importing: Import) -> Import:
    return worked(check(importing))


def taken_over(importing: Import) -> Import:
    return worked(run(checked(importing)))


def undone(importing: Import) -> Import:
    return worked(undo(importing))


def lines(importing: Import) -> list[tuple[int, str, list[Any]]]:
    found = Line.objects.filter(importing=importing, run=importing.run)
    return [(line.number, line.outcome, line.reasons) for line in found]


def workbook(*rows: Any) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def refused(ada: User) -> Callable[..., str]:
    """Why a file is not taken."""

    def why(content: bytes | str, **more: Any) -> str:
        importing = brought(content, by=ada, **more)
        assert importing.has_failed, importing.header
        return importing.error

    return why
