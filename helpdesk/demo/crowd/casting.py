"""Gives each planned ticket of a crowd its people, and all that its own row holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from accounts.models import User
from customers.models import Contact
from helpdesk.demo.crowd.planning import Course
from helpdesk.demo.crowd.settling import Crowd
from helpdesk.demo.crowd.sheets import moment
from helpdesk.demo.crowd.speaking import Speech
from tickets.choices import Category, Level, Source

DAY = 24 * 3600
#: How often a ticket fills in each of the workspace's own fields.
CHOICE, TEXT, NUMBER, DATE = 0.7, 0.5, 0.3, 0.2


@dataclass(frozen=True, slots=True)
class File:
    """One ticket with its people; `number` is its own, not its place in the crowd."""

    number: int
    course: Course
    category: str
    requester: Contact
    agent: User
    subject: str
    source: str

    @property
    def is_claimed(self) -> bool:
        return bool(self.course.claimed_at)


def cast(course: Course, *, number: int, crowd: Crowd, speech: Speech, dice: Random) -> File:
    """Some categories come up more often than others, and some customers much more often."""
    category = speech.vocabulary.categories[int(len(speech.vocabulary.categories) * dice.random() ** 1.4)]
    source = Source.MAIL if dice.random() < 0.7 else Source.PORTAL if dice.random() < 0.6 else Source.DESK
    requester = crowd.contacts[int(len(crowd.contacts) * dice.random() ** 2.2)]
    agent = one_of(crowd.agents[category], dice)
    return File(number, course, category, requester, agent, speech.subject(category, dice), source)


def row_of(file: File, *, crowd: Crowd, speech: Speech, dice: Random) -> tuple[Any, ...]:
    """In the order of `SHEETS["ticket"]`."""
    return (
        file.number,
        crowd.types[0 if (chance := dice.random()) < 0.6 else 1 if chance < 0.9 else 2].pk,
        file.subject,
        crowd.statuses[file.course.stands].pk,
        _priority(crowd, dice),
        crowd.categories[file.category].pk,
        _maybe(crowd.severities, 0.4, dice),
        _maybe(crowd.regions, 0.6, dice),
        _maybe(crowd.origins, 0.15, dice),
        _maybe(crowd.products, 0.3, dice),
        dice.random() < (0.005 if file.course.closed_at else 0.06),
        crowd.division.pk,
        file.requester.pk,
        file.requester.organisation_id,
        *_responsible(file, crowd, dice),
        file.source,
        *_work(file, speech, dice),
        _own(file.course, crowd, speech, dice),
        1 + len(file.course.moves) + file.is_claimed,
        *_clocks(file.course),
    )


def one_of(things: Sequence[Any], dice: Random) -> Any:
    return things[int(dice.random() * len(things))]


def _responsible(file: File, crowd: Crowd, dice: Random) -> tuple[int | None, int | None]:
    """A user, or a team until somebody claims it; a few were closed without."""
    is_of_team = not file.is_claimed or (file.course.closed_at and dice.random() < 0.05)
    return (None, crowd.teams[file.category].pk) if is_of_team else (file.agent.pk, None)


def _priority(crowd: Crowd, dice: Random) -> int | None:
    chance = dice.random()
    level = Level.LOW if chance < 0.12 else Level.NORMAL if chance < 0.87 else Level.HIGH
    return crowd.priorities[level].pk if level in crowd.priorities else None


def _maybe(rows: Sequence[Any], often: float, dice: Random) -> int | None:
    return one_of(rows, dice).pk if rows and dice.random() < often else None


def _work(file: File, speech: Speech, dice: Random) -> tuple[Any, ...]:
    """Due, hours, report, solution."""
    opened, is_done = file.course.opened_at, bool(file.course.closed_at)
    said = speech.sentences[file.category, "N"]
    return (
        moment(opened + int(1 + dice.random() * 14) * DAY) if dice.random() < 0.25 else None,
        int(1 + dice.random() * 18) / 4 if is_done and dice.random() < 0.6 else None,
        one_of(said, dice) if dice.random() < 0.1 else "",
        one_of(said, dice) if is_done and dice.random() < 0.5 else "",
    )


def _own(course: Course, crowd: Crowd, speech: Speech, dice: Random) -> dict[str, Any]:
    """As `tickets.values.stored` keeps them; the first options are chosen more often."""
    fields, own = crowd.fields, dict[str, Any]()
    if dice.random() < CHOICE:
        own[str(fields.choice.pk)] = fields.options[int(len(fields.options) * dice.random() ** 2)].pk
    if dice.random() < TEXT:
        room = one_of(speech.vocabulary.raw["rooms"], dice)
        own[str(fields.text.pk)] = f"{room} {int(dice.random() * 9)}.{int(dice.random() * 400):03}"
    if dice.random() < NUMBER:
        own[str(fields.number.pk)] = str(int(dice.random() ** 3 * 100_000))
    if dice.random() < DATE:
        own[str(fields.date.pk)] = str(moment(course.opened_at + int(2 + dice.random() * 20) * DAY))[:10]
    return own


def _clocks(course: Course) -> tuple[str | None, ...]:
    """Opened, last activity, asked, responded, closed, put off until."""
    answered = next((at for speaker, at in course.turns if speaker == "A"), 0)
    wakes = course.last_at + 30 * DAY if course.stands == Category.POSTPONED else 0
    return (
        moment(course.opened_at),
        moment(course.last_at),
        moment(course.opened_at),
        moment(answered),
        moment(course.closed_at),
        moment(wakes),
    )
