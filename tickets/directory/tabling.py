"""A list of those we serve as the rows of a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tickets.directory.listing import Entries
from tickets.tabling import MOST, amount


def table_of(entries: Entries, *, most: int = MOST) -> Iterator[list[str]]:
    """Labels first; rows are read a batch at a time, each column in words."""
    yield [str(column.label) for column in entries.columns]
    left = most
    for rows in entries.batches():
        amounts = entries.amounts(rows)
        for row in rows[:left]:
            yield [column.words(row, amounts) for column in entries.columns]
        if len(rows) > left:
            yield [_("Only the first %(most)s are in this file; please narrow the list to get others.") % {"most": amount(most)}]
            return
        left -= len(rows)
