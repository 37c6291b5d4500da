"""Plans the invented tickets: who, when, what was said, where it stands. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from accounts.models import Team, User
from customers.models import Asset, Contact
from helpdesk.demo.furnishing import Cast
from helpdesk.demo.hours import in_business_hours, working_day_after
from helpdesk.demo.reading import Concern, House, Turn
from helpdesk.demo.wording import fill_in, letter_of
from tickets.choices import Category

#: How tickets stand, in a hundred; and by what kind of turn a conversation in that state ends.
SHARES = {
    Category.CLOSED: 52,
    Category.RESOLVED: 9,
    Category.OPEN: 14,
    Category.WAITING_CUSTOMER: 10,
    Category.NEW: 7,
    Category.WAITING_INTERNAL: 5,
    Category.POSTPONED: 3,
}
#: The portal's star has this many tickets of each status, and no others.
ROUNDS = 2
ENDS_WITH = {
    Category.NEW: "K",
    Category.OPEN: "K",
    Category.WAITING_CUSTOMER: "A",
    Category.WAITING_INTERNAL: "N",
    Category.POSTPONED: "A",
}
#: How many days ago the youngest and the oldest may have come in.
DAYS_AGO = {
    Category.NEW: (0, 2),
    Category.OPEN: (0, 9),
    Category.WAITING_CUSTOMER: (1, 14),
    Category.WAITING_INTERNAL: (1, 12),
    Category.POSTPONED: (6, 30),
}


@dataclass
class Said:
    """One message of a plan; `by` is a contact or a user."""

    turn: Turn
    by: User | Contact
    at: datetime
    text: str
    file: str = ""


@dataclass
class Plan:
    """One ticket to be."""

    concern: Concern
    requester: Contact
    category: Category
    subject: str
    team: Team
    responsible: User
    asset: Asset | None
    source: str
    said: list[Said] = field(default_factory=list)
    due_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def opened_at(self) -> datetime:
        return self.said[0].at


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is there, what time it is, and the dice."""

    house: House
    cast: Cast
    dice: Random
    now: datetime

    @property
    def star(self) -> Contact:
        return next(contact for contact in self.cast.contacts if contact.email == self.house.portal_star)


def plan_tickets(house: House, cast: Cast, *, now: datetime) -> list[Plan]:
    """As many as the house wants, oldest first; the same dice every time."""
    scene = Scene(house, cast, Random(house.slug), now)  # noqa: S311 -- the same data every time is what we want
    plans = [_plan(concern, category, requester, scene) for concern, category, requester in _choices(scene)]
    return sorted(plans, key=lambda plan: plan.opened_at)


def _choices(scene: Scene) -> Iterator[tuple[Concern, Category, Contact]]:
    """The portal's star gets the same number of each status first, then all the others get the rest."""
    had: list[Concern] = []
    for at, category in enumerate([*SHARES] * ROUNDS):
        had.append(_fitting(scene.house, category, at=at, had=had))
        yield had[-1], category, scene.star
    rest = scene.house.tickets - ROUNDS * len(SHARES)
    for at, category in enumerate(scene.dice.choices([*SHARES], weights=[*SHARES.values()], k=rest)):
        concern = scene.house.concerns[at % len(scene.house.concerns)]
        yield concern, category if _lengths(concern, category) else Category.OPEN, _requester(concern, scene)


def _fitting(house: House, category: Category, *, at: int, had: list[Concern]) -> Concern:
    """For the portal's star: a German concern that can stand there, about what they own, another one as long as there is one."""
    [home] = [each for each in house.customers if any(person.email == house.portal_star for person in each.people)]
    kinds = {"", *(kind for kind, _ in home.assets)}
    fits = [each for each in house.concerns if _lengths(each, category) and not each.english and each.asset in kinds]
    fresh = [each for each in fits if each not in had] or fits
    return fresh[at * 2 % len(fresh)]


def _lengths(concern: Concern, category: Category) -> list[int]:
    """After how many turns the conversation can stand at this status; a customer is waited for after a question."""
    if category not in ENDS_WITH:
        return [len(concern.talk)]
    every = [at for at, turn in enumerate(concern.talk, start=1) if turn.by == ENDS_WITH[category]]
    if category == Category.WAITING_CUSTOMER:
        every = [at for at in every if "?" in concern.talk[at - 1].text]
    return every[:1] if category == Category.NEW else every


def _requester(concern: Concern, scene: Scene) -> Contact:
    owners = {organisation for organisation, kind in scene.cast.assets if kind == concern.asset}
    language = "en" if concern.english else "de"
    speaking = [each for each in scene.cast.contacts if each.language == language and each != scene.star]
    return scene.dice.choice([each for each in speaking if each.organisation_id in owners] or speaking)


def _plan(concern: Concern, category: Category, requester: Contact, scene: Scene) -> Plan:
    team = scene.house.team_of[concern.category]
    by_mail = not requester.user_id or scene.dice.random() < 0.6
    plan = Plan(
        concern=concern,
        requester=requester,
        category=category,
        subject="",
        team=scene.cast.teams[team],
        responsible=scene.cast.agents[scene.dice.choice(scene.house.teams[team])],
        asset=_asset(concern, requester, scene),
        source="mail" if by_mail and requester != scene.star else "portal",
    )
    _speak(plan, scene)
    return plan


def _asset(concern: Concern, requester: Contact, scene: Scene) -> Asset | None:
    owned = scene.cast.assets.get((requester.organisation_id or 0, concern.asset or "Gebäude"), [])
    return scene.dice.choice(owned) if owned else None


def _speak(plan: Plan, scene: Scene) -> None:
    dice = scene.dice
    values = fill_in(scene.house, plan.asset, dice=dice, english=plan.concern.english)
    turns = plan.concern.talk[: dice.choice(_lengths(plan.concern, plan.category))]
    times = _times(turns, dice=dice, now=scene.now, days=DAYS_AGO.get(plan.category, (3, plan.concern.days)))
    plan.subject = values.into(plan.concern.subject, at=times[0])
    plan.said = [_said(plan, turn, at, values.into(turn.text, at=at), scene) for turn, at in zip(turns, times, strict=True)]
    plan.said[0].file = plan.concern.file
    if plan.concern.due and plan.category != Category.NEW:
        plan.due_at = working_day_after(plan.opened_at, days=plan.concern.due).replace(hour=12, minute=0, second=0)
    if plan.category in (Category.CLOSED, Category.RESOLVED):
        plan.done_at = min(in_business_hours(times[-1] + timedelta(minutes=dice.randint(8, 2000)), dice=dice), scene.now)


def _said(plan: Plan, turn: Turn, at: datetime, text: str, scene: Scene) -> Said:
    by: User | Contact = plan.requester if turn.by == "K" else plan.responsible
    if turn.by == "N" and scene.dice.random() < 0.4:
        by = scene.dice.choice([*scene.cast.agents.values()])
    first = turn is plan.concern.talk[0]
    person = scene.cast.people[plan.requester.email]
    words = letter_of(turn, text, by=by, person=person, first=first, source=plan.source, dice=scene.dice)
    return Said(turn=turn, by=by, at=at, text=words)


def _times(turns: list[Turn], *, dice: Random, now: datetime, days: tuple[int, int]) -> list[datetime]:
    """When each turn was said: in business hours, questions before answers, the last one before now."""
    start = now - timedelta(days=dice.randint(*days), minutes=dice.randint(20, 600))
    while True:
        times = [in_business_hours(start, dice=dice)]
        for turn in turns[1:]:
            wait = dice.choice([12, 25, 48, 95, 240, 900, 1500]) if turn.by != "N" else dice.randint(4, 40)
            times.append(in_business_hours(times[-1] + timedelta(minutes=wait), dice=dice))
        if times[-1] < now - timedelta(minutes=5):
            return times
        start -= timedelta(hours=7)
