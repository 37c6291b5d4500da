"""Plans what happens on each ticket of a crowd: who says what when, and where it stands. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from helpdesk.demo.hours import BERLIN
from tickets.choices import Category

YEARS = 5
#: From twenty past seven on, for so many minutes, somebody works.
FIRST_MINUTE, MINUTES = 440, 620
#: Who speaks in turn (K customer, A agent, N note), and how often in a hundred; three messages in the mean.
TALKS = {
    "K": 8,
    "KA": 30,
    "KAK": 10,
    "KNA": 12,
    "KAA": 14,
    "KAKA": 12,
    "KNAA": 4,
    "KNAKA": 7,
    "KAKNAKAA": 2.9,
    "KNAAKAKANAKAKAKANAAKAKAA": 0.1,
}
LIKELY = [sum([*TALKS.values()][: at + 1]) for at in range(len(TALKS))]
#: Minutes until the next one speaks.
WAITS = (12, 25, 48, 95, 240, 900, 1_500, 2_900)
#: About so many are still open, and one in so many of a small crowd: the desk does its work. What came in last is, besides.
MOST_OPEN, OPEN_OF = 4_000, 20


@dataclass(frozen=True, slots=True)
class Move:
    """A change of status. It follows from what was said, or somebody chose it (`is_chosen`)."""

    to: Category
    at: int
    by: str
    is_chosen: bool = False


@dataclass(slots=True)
class Course:
    """How one ticket went; moments are seconds since 1970. `number` counts from 0, oldest first."""

    number: int
    turns: list[tuple[str, int]]
    claimed_at: int = 0
    closed_at: int = 0
    moves: list[Move] = field(default_factory=list)

    @property
    def opened_at(self) -> int:
        return self.turns[0][1]

    @property
    def stands(self) -> Category:
        return self.moves[-1].to if self.moves else Category.NEW

    @property
    def last_at(self) -> int:
        return max(self.turns[-1][1], self.claimed_at, self.moves[-1].at if self.moves else 0)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of five years before a day, as the second each begins with; nothing is later than `until`."""

    mornings: list[int]
    until: int

    def moment(self, number: int, *, of: int) -> int:
        """Evenly spread, and later for each number."""
        place = number * len(self.mornings) / of
        return self.mornings[int(place)] + int((place % 1) * MINUTES * 60)


def calendar_until(day: date) -> Calendar:
    """Everything happened before that day."""
    days = [day - timedelta(days=back) for back in range(365 * YEARS, 0, -1)]
    working = [each for each in days if each.weekday() < 5]
    midnight = datetime.combine(day, time.min, tzinfo=BERLIN)
    return Calendar([_second(each) + FIRST_MINUTE * 60 for each in working], until=int(midnight.timestamp()))


def courses(amount: int, *, calendar: Calendar, dice: Random) -> Iterator[Course]:
    """As many, oldest first; of the last ones about every second is still open."""
    still_open = min(MOST_OPEN, amount // OPEN_OF)
    for number in range(amount):
        yield _course(number, amount, calendar, dice, may_be_open=number >= amount - 2 * still_open)


def _course(number: int, amount: int, calendar: Calendar, dice: Random, *, may_be_open: bool) -> Course:
    [talk] = dice.choices([*TALKS], cum_weights=LIKELY)
    at, turns = calendar.moment(number, of=amount), []
    for speaker in talk:
        turns.append((speaker, at))
        at += 60 * WAITS[int(dice.random() * len(WAITS))] + int(dice.random() * 60)
    course = Course(number, [turn for turn in turns if turn[1] < calendar.until])
    is_cut = len(course.turns) < len(turns) or at >= calendar.until
    if is_cut or (may_be_open and dice.random() < 0.5):
        _leave_open(course, calendar, dice)
    else:
        _work(course)
        course.closed_at = at
        _move(course, Category.CLOSED if dice.random() < 0.6 else Category.RESOLVED, at, "A", is_chosen=True)
    return course


def _leave_open(course: Course, calendar: Calendar, dice: Random) -> None:
    """Somewhere in the middle of it. Of those nobody has answered yet, half are new."""
    del course.turns[1 + int(dice.random() * len(course.turns)) :]
    is_fresh = all(speaker == "K" for speaker, _ in course.turns)
    if is_fresh and (dice.random() < 0.5 or course.opened_at + 600 > calendar.until):
        return
    _work(course)
    last, at = course.turns[-1]
    soon = min(max(at, course.claimed_at) + 120, calendar.until)
    chance = dice.random()
    if chance < 0.08:
        _move(course, Category.POSTPONED, soon, "A", is_chosen=True)
    elif last == "A":
        _move(course, Category.WAITING_CUSTOMER, at, "A")
    elif last == "N" and chance < 0.6:
        _move(course, Category.WAITING_INTERNAL, soon, "A", is_chosen=True)


def _work(course: Course) -> None:
    """Somebody takes it before they speak; whoever speaks hands the ball over, as the verbs would have it."""
    later = course.turns[1][1] if len(course.turns) > 1 else course.opened_at + 600
    course.claimed_at = (course.opened_at + later) // 2
    _move(course, Category.OPEN, course.claimed_at, "A")
    for (speaker, at), (following, _) in zip(course.turns[1:], [*course.turns, ("", 0)][2:], strict=True):
        if speaker == "A" and following == "K":
            _move(course, Category.WAITING_CUSTOMER, at, "A")
        elif speaker == "K":
            _move(course, Category.OPEN, at, "K")


def _move(course: Course, to: Category, at: int, by: str, *, is_chosen: bool = False) -> None:
    if course.stands != to:
        course.moves.append(Move(to, at, by, is_chosen))


def _second(day: date) -> int:
    return int(datetime.combine(day, time.min, tzinfo=BERLIN).timestamp())
