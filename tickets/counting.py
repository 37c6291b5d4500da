"""How much waits in queues and views: one query, however many there are.

What was counted is kept in the cache for a while. Without the cache a few views have a number, and nothing else is wrong.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as once

from django.core.cache import cache
from django.db.models import Count, Q, Value
from django.http import QueryDict
from django.utils import timezone
from redis.exceptions import RedisError

from accounts.models import User
from lists.models import View
from tenants.compiled import Compiled, Slot
from tickets.filters import Grammar, listing_of
from tickets.models import Ticket
from tickets.queues import COUNTED, ENOUGH, Queue

#: A view is counted again after so many seconds, a few at a time: who has the list open for a minute sees them all.
STALE = 30
AT_A_TIME = 10
#: For so long what was counted is better than nothing, in seconds.
KEPT = 15 * 60


@dataclass(frozen=True, slots=True)
class Counted:
    """How much a view held at a time (`at`), as it was then (`version`)."""

    amount: int
    version: str
    at: float


def waiting(user: User, conditions: Mapping[str, Q], *, statuses: Sequence[int]) -> dict[str, int]:
    """How many tickets of these (open) statuses meet each condition, of those this person may see.

    What is open is read once for all of them, by its index: that is little, however many tickets there are (decision 0023).
    """
    names = {f"n{number}": key for number, key in enumerate(conditions)}
    counts = {name: Count("pk", filter=conditions[key] or None) for name, key in names.items()}
    found = Ticket.objects.visible_to(user).filter(status__in=statuses).aggregate(**counts)
    return {key: found[name] for name, key in names.items()}


def waiting_in(user: User, teams: Sequence[Queue], *, statuses: Sequence[int]) -> dict[str, int]:
    """The same of the queues that everybody has, and of those of these teams, for agents."""
    values: dict[str, int | None] = {"user": user.pk, **{f"status{number}": key for number, key in enumerate(statuses)}}
    values |= {f"team{number}": queue.team for number, queue in enumerate(teams)}
    amounts = _queued(len(teams), len(statuses))(**values)[0] if statuses else ()
    return dict(zip((queue.key for queue in (*COUNTED, *teams)), amounts, strict=False))


@once
def _queued(teams: int, statuses: int) -> Compiled:
    """Their conditions are always the same ones, whoever asks."""
    conditions = [queue.holds(Slot("user")) for queue in COUNTED] + [Q(team=Slot(f"team{number}")) for number in range(teams)]
    held = (
        Ticket.objects.visible_to_agents()
        .filter(status__id__in=[Slot(f"status{number}") for number in range(statuses)])
        .order_by()
    )
    counts = {f"n{number}": Count("pk", filter=condition or None) for number, condition in enumerate(conditions)}
    return Compiled(lambda: held.values(at_all=Value(1)).annotate(**counts).values_list(*counts))


def known_counts(user: User, views: Sequence[View]) -> dict[int, Counted]:
    """What is known of how much each holds; of a view that was changed since, nothing."""
    there: Mapping[int, tuple[int, str, float]] = {}
    with suppress(RedisError):
        there = cache.get(_key(user), {}) if views else {}
    found = {view.pk: Counted(*there[view.pk]) for view in views if view.pk in there}
    return {view.pk: found[view.pk] for view in views if view.pk in found and found[view.pk].version == _version(view)}


def due(views: Sequence[View], known: Mapping[int, Counted]) -> list[View]:
    """Those to be counted next: never counted ones first, then those counted longest ago."""
    now = timezone.now().timestamp()
    stale = [view for view in views if view.is_counted and (view.pk not in known or known[view.pk].at < now - STALE)]
    stale.sort(key=lambda view: known[view.pk].at if view.pk in known else 0)
    return stale[:AT_A_TIME]


def conditions_of(views: Sequence[View], grammar: Grammar) -> dict[str, Q]:
    """What each asks of open tickets; those that hold closed ones only have nothing to count."""
    user = grammar.words.user
    lists = {str(view.pk): listing_of(QueryDict(view.query), user=user, grammar=grammar) for view in views}
    return {key: listing.condition for key, listing in lists.items() if not listing.queue.is_done}


def remember(user: User, views: Sequence[View], amounts: Mapping[str, int], known: Mapping[int, Counted]) -> dict[int, int]:
    """How many each view holds, with what was counted just now."""
    now = timezone.now().timestamp()
    counted = {**known, **{view.pk: Counted(amounts.get(str(view.pk), 0), _version(view), now) for view in views}}
    if views:
        with suppress(RedisError):
            cache.set(_key(user), {pk: (each.amount, each.version, each.at) for pk, each in counted.items()}, KEPT)
    return {pk: each.amount for pk, each in counted.items()}


def in_words(amount: int | None) -> str | None:
    """Nothing to do is not worth a number, and nobody counts to a hundred."""
    if not amount:
        return None
    return f"{ENOUGH - 1}+" if amount >= ENOUGH else str(amount)


def _key(user: User) -> str:
    return f"views:{user.pk}"


def _version(view: View) -> str:
    return view.updated_at.isoformat()
