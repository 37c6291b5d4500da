"""How much of a queue is open and how much is closed, beside the switch that shows closed tickets (C-35)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.formats import number_format
from redis.exceptions import RedisError

from accounts.models import User
from tickets.filters import Listing
from tickets.models import Ticket
from ui.capping import CappedCount

#: Counting ends here; more are shown as 10,000+.
ENOUGH: Final = 10_000
#: What is closed is counted again after so many seconds: there is much of it, and it changes little.
KEPT: Final = 60


@dataclass(frozen=True, slots=True)
class Totals:
    """At most `ENOUGH` of each."""

    open: int
    closed: int

    @property
    def open_in_words(self) -> str:
        return in_words(self.open)

    @property
    def closed_in_words(self) -> str:
        return in_words(self.closed)


def totals_of(listing: Listing, *, open_ones: int | None) -> Totals:
    """Of the whole queue, whatever the list is narrowed to. `open_ones` if they were counted already; one query at most."""
    words, closed = listing.vocabulary, _kept(_key(listing))
    wanted = {"open": words.open_statuses} if open_ones is None else {}
    wanted |= {"closed": words.done_statuses} if closed is None else {}
    counted = _counted(listing, wanted) if wanted else {}
    if closed is None:
        closed = counted["closed"]
        with suppress(RedisError):
            cache.set(_key(listing), closed, KEPT)
    return Totals(min(counted["open"] if open_ones is None else open_ones, ENOUGH), closed)


def _counted(listing: Listing, wanted: Mapping[str, Sequence[int]]) -> dict[str, int]:
    mine = Ticket.objects.visible_to(listing.user).filter(listing.queue.holds(listing.user))
    counts = [CappedCount(mine.filter(status__in=keys), most=ENOUGH) for keys in wanted.values()]
    return dict(zip(wanted, User.objects.filter(pk=listing.user.pk).values_list(*counts).get(), strict=True))


def in_words(amount: int) -> str:
    """1,234, or 10,000+."""
    return f"{number_format(amount, force_grouping=True)}{'+' if amount >= ENOUGH else ''}"


def _kept(key: str) -> int | None:
    """Without the cache it is counted each time."""
    with suppress(RedisError):
        found: int | None = cache.get(key)
        return found
    return None


def _key(listing: Listing) -> str:
    return f"closed:{listing.user.pk}:{listing.queue.key}"
