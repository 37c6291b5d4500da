"""A list of tickets as the rows of a table."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tickets.columns import Column, names_in, shown_in
from tickets.filters import Listing
from ui.listing import batches_of

#: What one answer can hold; a list with more says so in its last row.
MOST = 10_000


def table_of(listing: Listing, columns: Sequence[Column], *, most: int = MOST) -> Iterator[list[str]]:
    """Labels first; tickets are read a batch at a time, each column in words."""
    yield [column.label for column in columns]
    left = most
    for tickets in batches_of(listing.tickets(), by=listing.sort.by, shown=partial(shown_in, columns=columns)):
        names = names_in(tickets, columns)
        for ticket in tickets[:left]:
            yield [column.words(ticket, names) for column in columns]
        if len(tickets) > left or left == 0:
            yield [
                _("Only the first %(most)s tickets are in this file; please narrow the list to get others.")
                % {"most": amount(most)}
            ]
            return
        left -= len(tickets)


def amount(most: int = MOST) -> str:
    """As it is written in the reader's language."""
    return number_format(most, use_l10n=True, force_grouping=True)
