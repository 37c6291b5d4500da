"""What a search that found nothing here would find elsewhere."""

from dataclasses import dataclass, replace

from tickets.filters import Listing
from tickets.models import Ticket
from tickets.searching.paging import Search

#: Counting ends here.
MOST = 99


@dataclass(frozen=True, slots=True)
class Overlooked:
    """So many closed ones the same list would show, so many tickets there are in all; at most `MOST` and one more."""

    closed: int = 0
    everywhere: int = 0


def overlooked(listing: Listing) -> Overlooked:
    """For a list that is empty: three queries at most for either answer, none where there is nothing to look for."""
    if listing.meaning is None:
        return Overlooked()
    closed_too = replace(listing, shows_closed=True).search if listing.is_short else None
    closed = closed_too.amount(most=MOST + 1) if closed_too else 0
    if closed or not listing.is_small:
        return Overlooked(closed=closed)
    tickets = Ticket.objects.visible_to(listing.user)
    everywhere = Search(tickets, listing.meaning, listing.user, only_open=False, narrowed=False)
    return Overlooked(everywhere=everywhere.amount(most=MOST + 1))
