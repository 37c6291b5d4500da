"""Lines of an import in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imports.choices import Outcome, Undone
from imports.models import Line


@dataclass(frozen=True, slots=True)
class Told:
    number: int
    result: str
    reasons: list[str]
    has_failed: bool
    #: What it became or changed, while it is there.
    record: int | None


def told(line: Line, header: Sequence[str]) -> Told:
    record = None if line.undone == Undone.REMOVED else line.record
    return Told(line.number, result_of(line), list(reasons_of(line, header)), line.outcome == Outcome.FAILED, record)


def result_of(line: Line) -> str:
    return str(Undone(line.undone).label if line.undone else Outcome(line.outcome).label)


def reasons_of(line: Line, header: Sequence[str]) -> Iterator[str]:
    """Each with the column that it is about."""
    for place, words in line.reasons:
        yield words if place is None or place >= len(header) else f"{header[place]}: {words}"
