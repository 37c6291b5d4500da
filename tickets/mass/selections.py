"""Which tickets a mass action is about: ticked ones, or all that a list shows (0018: a list is its address)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.http import QueryDict

from accounts.models import User
from tickets.access import LARGEST_NUMBER
from tickets.filters import Listing, listing_of
from tickets.models import MassAction, Ticket
from tickets.querysets import TicketQuerySet

#: Counting stops here; more are shown as 10,000+ and found when the action starts.
COUNTED = 10_000
#: More than a worker does in an hour is no longer one action.
MOST = 100_000


class NotUnderstood(Exception):
    """The list's address asks for something that is not understood (any more): its tickets would be others than meant."""


@dataclass(frozen=True, slots=True)
class Selection:
    """`numbers` are all of them; none (`None`) where there are more than are counted, then `query` leads to them."""

    numbers: Sequence[int] | None
    missing: int = 0
    query: str = ""
    reading: Sequence[str] = field(default=())
    newest: int = 0

    @property
    def is_empty(self) -> bool:
        return self.numbers is not None and not self.numbers


def ticked(numbers: Iterable[int], *, by: User) -> Selection:
    """Those of these tickets that this person may see; of the others only that they are missing."""
    asked = {number for number in numbers if 0 < number <= LARGEST_NUMBER}
    found = sorted(Ticket.objects.visible_to(by).filter(pk__in=asked).values_list("pk", flat=True))
    return Selection(found, missing=len(asked) - len(found))


def listed(query: str, *, by: User) -> Selection:
    """All that the list of this address shows to this person. Raises `NotUnderstood`.

    Without words or filters it is a whole queue. Tickets that come in later never belong to it. What is kept is the address
    that leaves nothing open: a view that is changed meanwhile, or another habit, changes nothing here.
    """
    listing = listing_of(QueryDict(query), user=by)
    if listing.asked.is_wrong:
        raise NotUnderstood
    whole = listing.whole().urlencode()
    newest = Ticket.objects.aggregate(last=Max("pk"))["last"] or 0
    found = list(_until(listing, newest).values_list("pk", flat=True)[: COUNTED + 1])
    numbers = sorted(found) if len(found) <= COUNTED else None
    return Selection(numbers, query=whole, reading=reading_of(listing), newest=newest)


def tickets_of(action: MassAction, *, by: User) -> TicketQuerySet:
    """What of it is there now, in no order. Raises `NotUnderstood` if its list is read in another way now than then."""
    if action.numbers is not None:
        return Ticket.objects.visible_to(by).filter(pk__in=action.numbers)
    listing = listing_of(QueryDict(action.query), user=by)
    if listing.asked.is_wrong or reading_of(listing) != action.reading:
        raise NotUnderstood
    return _until(listing, action.newest)


def reading_of(listing: Listing) -> list[str]:
    """What of the address counts: a filter that nobody knows any more would let in more tickets than were meant."""
    understood = sorted(each.key for group in listing.asked.used for each in group.understood)
    return [
        listing.queue.key,
        *(["closed"] if listing.done_too else []),
        *understood,
        *([listing.words] if listing.words else []),
    ]


def _until(listing: Listing, newest: int) -> TicketQuerySet:
    return listing.tickets().filter(pk__lte=newest).order_by()
