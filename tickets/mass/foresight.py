"""What a mass action would do, and who would get mail of it: a question, asked before anybody starts it (C-37, C-26)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from accounts.models import Team, User
from tickets.alterations import told_fields
from tickets.mass.choices import LineState, MassKind, Obstacle
from tickets.mass.circles import circles_of
from tickets.mass.facts import rules_for, with_facts
from tickets.mass.selections import COUNTED, tickets_of
from tickets.mass.verdicts import Verdict, judge
from tickets.mass.wishes import Wish, wish_of
from tickets.models import MassAction, Ticket
from tickets.occasions import Occasion
from tickets.recipients import Circle, audience, caused_by

#: As many are named one by one; of each reason why not, a few.
NAMED = 20
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many tickets cannot be changed for one reason, and some of them."""

    obstacle: Obstacle
    count: int
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Foresight:
    """`changes`, `same` and `refused` add up to `looked_at`; there is `more` where a list is longer than anybody counts.

    `letters` go to `people` different addresses. `told` is a digest of them all: whoever starts sends back what they saw.
    """

    looked_at: int
    more: bool
    changes: int
    same: int
    refused: Sequence[Refusals]
    rows: Sequence[tuple[Ticket, Verdict]]
    letters: int = 0
    people: int = 0
    told: str = ""
    missing: int = field(default=0)

    @property
    def refusals(self) -> int:
        return sum(each.count for each in self.refused)


def foresee(action: MassAction, *, by: User) -> Foresight:
    """Always the same number of queries. Of a list that is too long to be counted, its first tickets are looked at.

    Raises `Vanished` and `NotUnderstood` as what it asks does.
    """
    wish = wish_of(action)
    found = with_facts(tickets_of(action, by=by), kind=action.kind, wish=wish)
    tickets = sorted(found[:COUNTED], key=lambda ticket: ticket.pk)
    rules = rules_for(action.kind, wish, by=by, numbers=[ticket.pk for ticket in tickets])
    judged = [(ticket, judge(action.kind, ticket, wish, rules)) for ticket in tickets]
    gone = len(action.numbers) - len(tickets) if action.numbers is not None else 0
    addresses = [] if action.silent else list(_addresses(_changing(judged), action.kind, wish, by=by))
    counted = Counter(verdict.state for _ticket, verdict in judged)
    return Foresight(
        looked_at=len(tickets) + gone,
        more=action.numbers is None,
        changes=counted[LineState.CHANGED],
        same=counted[LineState.SAME],
        refused=_refusals(judged, gone=gone),
        rows=judged[:NAMED],
        letters=len(addresses),
        people=len(set(addresses)),
        told=sha256("\n".join(sorted(addresses)).encode()).hexdigest()[:16],
        missing=action.missing,
    )


def _changing(judged: Sequence[tuple[Ticket, Verdict]]) -> list[Ticket]:
    return [ticket for ticket, verdict in judged if verdict.state == LineState.CHANGED]


def _refusals(judged: Sequence[tuple[Ticket, Verdict]], *, gone: int) -> list[Refusals]:
    """The most frequent first."""
    numbers: dict[str, list[int]] = {}
    for ticket, verdict in judged:
        if verdict.state == LineState.REFUSED:
            numbers.setdefault(verdict.obstacle, []).append(ticket.pk)
    found = [Refusals(Obstacle(key), len(those), those[:EXAMPLES]) for key, those in numbers.items()]
    found += [Refusals(Obstacle.GONE, gone, ())] if gone else []
    return sorted(found, key=lambda each: -each.count)


def _addresses(tickets: Sequence[Ticket], kind: str, wish: Wish, *, by: User) -> Iterator[str]:
    """One for each letter."""
    told = {ticket.type_id: told_fields(ticket.type) for ticket in {ticket.type_id: ticket for ticket in tickets}.values()}
    caused = {ticket.pk: occasions_of(kind, ticket, wish, fields=told[ticket.type_id]) for ticket in tickets}
    causing = {number: occasions for number, occasions in caused.items() if occasions}
    if not causing:
        return
    responsible = _responsible(wish) if kind == MassKind.ASSIGN else None
    circles: Mapping[int, Circle] = circles_of([ticket for ticket in tickets if ticket.pk in causing])
    for number, occasions in causing.items():
        circle = circles[number] if responsible is None else replace(circles[number], responsible=responsible)
        yield from audience(*occasions, circle=circle, by=by).addresses


def occasions_of(kind: MassKind | str, ticket: Ticket, wish: Wish, *, fields: Collection[str]) -> Collection[Occasion]:
    """What people are told of when this is done to the ticket."""
    if kind == MassKind.ASSIGN:
        return [Occasion.ASSIGNED] if wish.responsible or wish.team else []
    if kind == MassKind.STATUS:
        return caused_by(ticket, {"status": wish.status}, fields=fields)
    return caused_by(ticket, wish.fields, fields=fields)


def _responsible(wish: Wish) -> Sequence[User]:
    """Whoever has it afterwards."""
    if wish.responsible is not None:
        return [wish.responsible]
    return _members(wish.team) if wish.team else []


def _members(team: Team) -> Sequence[User]:
    return list(team.members.filter(is_active=True).order_by("pk"))
