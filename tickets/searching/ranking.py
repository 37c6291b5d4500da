"""The best of what is found, whatever there is: so many candidates are ranked, the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil
from typing import Any

from django.db.models import F, QuerySet, Value

from accounts.models import User
from tickets.models import Ticket
from tickets.models.digest import TICKETS_OF_AN_ERA
from tickets.querysets import TicketQuerySet
from tickets.searching.functions import Found, Rank
from tickets.searching.matching import PUBLIC, numbered, walking
from tickets.searching.meaning import Meaning

#: So many are ranked; of common words these are the newest that have them.
MOST = 500
#: Common is what a million tickets have 8,000 times, 10,000 tickets 800 times: there, to walk until one has met a page of
#: them is as quick as to read all of them from the index. (Their number squared, by the number of tickets.)
COMMON = 60
#: Where that is not known, so many of the newest eras are looked at first; smaller workspaces are read at once.
PROBED, SMALL = 4, 50_000
#: Of quotations so many digests are read again, the newest that have the words.
READ_AGAIN = 20_000
#: How far one walks for the best among tickets that were narrowed, and how many are enough then.
STEPS, WALKED = 3_000, 60
#: Ranks are compared to so many digits behind the point; of those that are equally good the livelier comes first.
FINE = 1


class Rest(StrEnum):
    """How those are found that are not among the best: not at all (LEFT) where to look for them would take too long."""

    NONE = "none"
    READ = "read"
    WALK = "walk"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Best:
    """Numbers of tickets, the best first."""

    keys: Sequence[int]
    rest: Rest


Row = tuple[int, float, datetime]


def best(
    rows: TicketQuerySet,
    meaning: Meaning,
    *,
    user: User,
    only_open: bool = False,
    narrowed: bool = False,
    most: int | None = None,
) -> Best:
    """Three queries at most, and one for a number; none where a word is wanted that nobody ever wrote.

    `only_open` says that rows have no others, which has an index of its own; `narrowed` that they are few of all.
    """
    if meaning.is_in_vain:
        return Best([], Rest.NONE)
    looking = Looking(rows, meaning, user, narrowed, most or MOST)
    found, rest = looking.among_open() if only_open else looking.of_customer() if user.is_customer else looking.among_all()
    known = [*rows.filter(numbered(meaning)).values_list("pk", flat=True)] if meaning.number is not None else []
    return Best([*known, *(key for key in _ranked(found) if key not in known)], rest)


@dataclass(frozen=True, slots=True)
class Looking:
    """For the newest `most` of these tickets that have what is meant."""

    rows: TicketQuerySet
    meaning: Meaning
    user: User
    narrowed: bool
    most: int

    def of_customer(self) -> tuple[list[Row], Rest]:
        return self._whole_or(Rest.WALK, _read(walking(self.rows, self.meaning, user=self.user), self.meaning, self.most, PUBLIC))

    def among_open(self) -> tuple[list[Row], Rest]:
        return self._whole_or(Rest.READ, _read(self._having.filter(digest__is_open=True), self.meaning, self.most))

    def among_all(self) -> tuple[list[Row], Rest]:
        """What is common, in the newest eras; if it is not so common there after all, in more of them, or in all."""
        newest, at_most = self.meaning.newest, self.meaning.at_most
        if newest < SMALL or (at_most is not None and at_most * newest <= 4 * self.most):
            return self._in_all()
        if self.narrowed:
            return self._among_few(newest, self.meaning.likely)
        found, there = self._in_eras(PROBED * TICKETS_OF_AN_ERA if at_most is None else 2 * self.most / at_most)
        if len(found) < self.most:
            is_costly = not self.meaning.is_plain and (at_most or 0) * newest > READ_AGAIN
            if not (is_costly or _is_common(there, newest)):
                return self._in_all()
            found, there = self._in_eras(READ_AGAIN / (at_most or 1) if is_costly else 2 * self.most / there)
        common = Rest.WALK if _is_common(there, newest) else Rest.READ
        return found, common if len(found) == self.most else Rest.LEFT

    def _among_few(self, newest: int, likely: float | None) -> tuple[list[Row], Rest]:
        """Of rows that were narrowed the newest, one by one; all that have it where it is not common, or nobody counted."""
        if likely is None or _is_common(likely, newest):
            latest = self.rows.order_by("-pk").values("pk")[:STEPS]
            met = walking(Ticket.objects.filter(pk__in=latest), self.meaning, user=self.user)
            enough = min(self.most, WALKED)
            found = _read(met, self.meaning, enough)
            if len(found) == enough or likely is not None:
                return found, Rest.WALK if len(found) == enough else Rest.LEFT
        return self._in_all()

    def _in_all(self) -> tuple[list[Row], Rest]:
        return self._whole_or(Rest.READ, _read(self._having, self.meaning, self.most))

    def _in_eras(self, tickets: float) -> tuple[list[Row], float]:
        """Among at least so many of the newest, and in what part of them it was found."""
        latest = self.meaning.newest // TICKETS_OF_AN_ERA
        eras = [*range(latest, max(latest - ceil(tickets / TICKETS_OF_AN_ERA) - 1, -1), -1)]
        found = _read(self._having.filter(digest__era__in=eras), self.meaning, self.most)
        return found, len(found) / (len(eras) * TICKETS_OF_AN_ERA)

    @property
    def _having(self) -> TicketQuerySet:
        return self.rows.filter(Found("digest__search", self.meaning.query()))

    def _whole_or(self, rest: Rest, found: list[Row]) -> tuple[list[Row], Rest]:
        return found, Rest.NONE if len(found) < self.most else rest


def _is_common(share: float, newest: int) -> bool:
    return share * share * newest > COMMON


def _read(rows: TicketQuerySet, meaning: Meaning, most: int, weights: str = "") -> list[Row]:
    """PostgreSQL thinks little of what it costs to look into a digest: no index may offer the order."""
    rank: Any = Rank("digest__search", meaning.typed(weights), meaning.query(weights))
    newest = (F("pk") + Value(0)).desc()
    found: QuerySet[Any, Any] = rows.order_by(newest).values_list("pk", rank, "last_activity_at")
    return list(found[:most])


def _ranked(found: Sequence[Row]) -> list[int]:
    return [key for key, *_rest in sorted(found, key=lambda row: (round(row[1] or 0, FINE), row[2], row[0]), reverse=True)]
