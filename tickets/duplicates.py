"""Which tickets of a list probably say the same (CP-12)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tickets.mass.choices import MOST_MERGED
from tickets.models import Ticket, TicketAsset
from tickets.querysets import TicketQuerySet

#: The newest of the list; older ones are found by narrowing it.
LOOKED_AT: Final = 5_000
#: Each is compared with so many that came before it from the same customer, or about the same object.
COMPARED: Final = 30
MOST_GROUPS: Final = 50
DAYS: Final = 14
#: Of the letters in threes, how many two subjects have in common; as PostgreSQL's pg_trgm counts.
ALIKE: Final = 0.5
REPLY: Final = re.compile(r"^(\s*(re|aw|fwd?|wg|antw|betreff)\s*(\[\d+\])?\s*:)+", re.IGNORECASE)
WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Group:
    """Probably one and the same, the oldest first: into that one the others would be merged.

    `count` is how many there are; at most as many as can be merged at once are shown.
    """

    tickets: Sequence[Ticket]
    count: int

    @property
    def eldest(self) -> Ticket:
        return self.tickets[0]

    @property
    def has_two_customers(self) -> bool:
        """Then both would read the words of the other (0017)."""
        return len({ticket.requester_id for ticket in self.tickets}) > 1


@dataclass(frozen=True, slots=True)
class Found:
    """`more`: the list is longer than is looked at, or there are more groups than are shown."""

    groups: Sequence[Group]
    looked_at: int
    more: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared of a ticket. Numbers in a subject must be the same: lift 2 is not lift 3."""

    pk: int
    opened_at: datetime
    words: str
    numbers: tuple[str, ...]
    threes: frozenset[str]


def duplicates_in(tickets: TicketQuerySet, *, days: int = DAYS) -> Found:
    """Groups of the same customer or about the same object, with a similar subject, opened within so many days of each other.

    Three queries, however long the list; the newest group first.
    """
    columns = tickets.order_by("-pk").values_list("pk", "subject", "requester", "opened_at")
    rows = list(columns[: LOOKED_AT + 1])
    looked_at = rows[:LOOKED_AT]
    said = {pk: _said(pk, subject, opened_at) for pk, subject, _requester, opened_at in looked_at}
    about: dict[str, list[Said]] = defaultdict(list)
    for pk, _subject, requester, _opened_at in looked_at:
        about[f"requester {requester}"].append(said[pk])
    for ticket, asset in TicketAsset.objects.filter(ticket__in=said).values_list("ticket", "asset"):
        about[f"asset {asset}"].append(said[ticket])
    groups = sorted(_united(_pairs(about.values(), within=timedelta(days=days))), key=max, reverse=True)
    shown = [(len(group), sorted(group)[:MOST_MERGED]) for group in groups[:MOST_GROUPS]]
    read = Ticket.objects.for_list().in_bulk([pk for _count, group in shown for pk in group])
    found = [Group([read[pk] for pk in group if pk in read], count) for count, group in shown]
    return Found(found, len(looked_at), more=len(rows) > LOOKED_AT or len(groups) > MOST_GROUPS)


def _said(pk: int, subject: str, opened_at: datetime) -> Said:
    words = WORD.findall(REPLY.sub("", subject).casefold())
    numbers = tuple(word for word in words if any(letter.isdigit() for letter in word))
    return Said(pk, opened_at, " ".join(words), numbers, frozenset(_threes(words)))


def _threes(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        padded = f"  {word} "
        yield from (padded[at : at + 3] for at in range(len(padded) - 2))


def _pairs(buckets: Iterable[Sequence[Said]], *, within: timedelta) -> Iterator[tuple[int, int]]:
    for bucket in buckets:
        ordered = sorted(bucket, key=lambda said: (said.opened_at, said.pk))
        for place, later in enumerate(ordered):
            for earlier in ordered[max(place - COMPARED, 0) : place]:
                if later.opened_at - earlier.opened_at <= within and _alike(earlier, later):
                    yield earlier.pk, later.pk


def _alike(one: Said, other: Said) -> bool:
    if one.numbers != other.numbers or not one.threes:
        return False
    return one.words == other.words or len(one.threes & other.threes) >= ALIKE * len(one.threes | other.threes)


def _united(pairs: Iterable[tuple[int, int]]) -> Iterator[set[int]]:
    """Whoever is like one of a group belongs to it; each points to one that came before it in the group."""
    before: dict[int, int] = {}

    def first(pk: int) -> int:
        while before.setdefault(pk, pk) != pk:
            before[pk] = pk = before[before[pk]]
        return pk

    for pair in pairs:
        one, other = sorted(map(first, pair))
        before[other] = one
    groups: dict[int, set[int]] = defaultdict(set)
    for pk in list(before):
        groups[first(pk)].add(pk)
    yield from groups.values()
