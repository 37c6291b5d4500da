"""A table as the worker read it: one row a line, so that whoever was killed goes on where they were.

The first line holds the header. Every other is `[number, [cells…]]` as JSON: texts, numbers and yes or no as they are, days and
times as ISO 8601, nothing as null. Rows without anything are left out, the others keep their numbers.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Final, NamedTuple, TypeAlias

#: Of a column.
LONGEST_NAME: Final = 200
Cell: TypeAlias = str | int | float | bool | None


class Row(NamedTuple):
    number: int
    cells: Sequence[Cell]


def write_table(rows: Iterable[Row], *, to: IO[bytes]) -> tuple[list[str], int]:
    """Writes it; returns the header and how many rows there are. The first row is the header."""
    every = iter(rows)
    first = next(every, None)
    header = [str(cell if cell is not None else "").strip()[:LONGEST_NAME] for cell in first.cells] if first else []
    to.write(_line(header))
    count = 0
    for row in every:
        to.write(_line([row.number, row.cells]))
        count += 1
    return header, count


def rows_from(table: IO[bytes], *, offset: int, most: int) -> Iterator[tuple[Row, int]]:
    """So many rows from this byte on (0: from the first), each with the byte behind it."""
    table.seek(offset)
    if offset == 0:
        table.readline()
    for _each in range(most):
        line = table.readline()
        if not line:
            return
        number, cells = json.loads(line)
        yield Row(number, cells), table.tell()


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
