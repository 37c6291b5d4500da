"""Who has a ticket open, and who is writing on it right now: kept in the cache for half a minute, nowhere else.

Keys carry the workspace (the cache's own). Without the cache nobody is seen and nothing else is wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import TextChoices
from redis.exceptions import RedisError

from accounts.models import User
from tickets.models import Ticket

#: Pages say it every eight seconds: whoever missed three is gone.
SECONDS = 30


class Doing(TextChoices):
    """In the order in which colleagues want to know."""

    ANSWERING = "public"
    NOTING = "internal"
    LOOKING = "looking"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague at the ticket."""

    user: User
    doing: Doing


def appear(ticket: Ticket, *, by: User, doing: Doing) -> None:
    """Counts until it is said again; whoever says `GONE` does not count any more."""
    try:
        if doing == Doing.GONE:
            cache.delete(_key(ticket, by))
        else:
            cache.set(_key(ticket, by), doing.value, timeout=SECONDS)
    except RedisError:
        return


def others_at(ticket: Ticket, *, but: User, among: Iterable[User]) -> list[Present]:
    """Who of these is at the ticket, whoever writes first."""
    keys = {_key(ticket, user): user for user in among if user.pk != but.pk}
    try:
        found = cache.get_many(keys)
    except RedisError:
        return []
    present = [Present(keys[key], Doing(doing)) for key, doing in found.items()]
    return sorted(present, key=lambda each: ([*Doing].index(each.doing), each.user.name, each.user.pk))


def _key(ticket: Ticket, user: User) -> str:
    return f"presence:{ticket.pk}:{user.pk}"
