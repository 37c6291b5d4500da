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


def plan_tickets(house: House, cast: Cast, *, now: datetime) -> list[Plan]:
    """As many as the house wants, oldest first; the same dice every time."""
    dice = Random(house.slug)  # noqa: S311 -- the same data every time is what we want
    plans = [_plan(concern, category, cast, house, dice, now) for concern, category in _choices(house, dice)]
    for plan, requester in zip(_one_of_each(plans), _stars(house, cast), strict=False):
        _give_to(plan, requester, cast=cast, house=house, dice=dice, now=now)
    return sorted(plans, key=lambda plan: plan.opened_at)


def _choices(house: House, dice: Random) -> Iterator[tuple[Concern, Category]]:
    states = dice.choices([*SHARES], weights=[*SHARES.values()], k=house.tickets)
    states[: len(SHARES)] = [*SHARES]
    for at, category in enumerate(states):
        concern = house.concerns[at % len(house.concerns)] if at >= len(SHARES) else _fitting(house, category)
        yield (concern, category) if _lengths(concern, category) else (concern, Category.CLOSED)


def _fitting(house: House, category: Category) -> Concern:
    """For the portal's star: a German concern that can stand there, about what they own, another one for each status."""
    [home] = [each for each in house.customers if any(person.email == house.portal_star for person in each.people)]
    kinds = {"", *(kind for kind, _ in home.assets)}
    fits = [each for each in house.concerns if _lengths(each, category) and not each.english and each.asset in kinds]
    return fits[[*SHARES].index(category) * 3 % len(fits)]


def _lengths(concern: Concern, category: Category) -> list[int]:
    """After how many turns the conversation can stand at this status."""
    if category not in ENDS_WITH:
        return [len(concern.talk)]
    every = [at for at, turn in enumerate(concern.talk, start=1) if turn.by == ENDS_WITH[category]]
    if category == Category.WAITING_CUSTOMER:
        every = [at for at in every if "?" in concern.talk[at - 1].text]
    return every[:1] if category == Category.NEW else every


def _plan(concern: Concern, category: Category, cast: Cast, house: House, dice: Random, now: datetime) -> Plan:
    requester = _requester(concern, cast, dice)
    team = cast.teams[house.team_of[concern.category]]
    agents = [cast.agents[key] for key in house.teams[team.name]]
    plan = Plan(
        concern=concern,
        requester=requester,
        category=category,
        subject="",
        team=team,
        responsible=dice.choice(agents),
        asset=_asset(concern, requester, cast, dice),
        source=dice.choice(["mail", "mail", "portal"]) if requester.user_id else "mail",
    )
    _speak(plan, cast, house, dice, now)
    return plan


def _requester(concern: Concern, cast: Cast, dice: Random) -> Contact:
    owners = {organisation for organisation, kind in cast.assets if kind == concern.asset}
    language = "en" if concern.english else "de"
    speaking = [each for each in cast.contacts if each.language == language]
    return dice.choice([each for each in speaking if each.organisation_id in owners] or speaking)


def _asset(concern: Concern, requester: Contact, cast: Cast, dice: Random) -> Asset | None:
    owned = cast.assets.get((requester.organisation_id or 0, concern.asset or "Gebäude"), [])
    return dice.choice(owned) if owned else None


def _speak(plan: Plan, cast: Cast, house: House, dice: Random, now: datetime) -> None:
    values = fill_in(house, plan.asset, dice=dice, english=plan.concern.english)
    turns = plan.concern.talk[: dice.choice(_lengths(plan.concern, plan.category))]
    times = _times(turns, dice=dice, now=now, days=DAYS_AGO.get(plan.category, (3, plan.concern.days)))
    plan.subject = values.into(plan.concern.subject, at=times[0])
    plan.said = [_said(plan, turn, at, values.into(turn.text, at=at), cast, dice) for turn, at in zip(turns, times, strict=True)]
    plan.said[0].file = plan.concern.file
    if plan.concern.due and plan.category != Category.NEW:
        plan.due_at = working_day_after(plan.opened_at, days=plan.concern.due).replace(hour=12, minute=0, second=0)
    if plan.category in (Category.CLOSED, Category.RESOLVED):
        plan.done_at = min(in_business_hours(times[-1] + timedelta(minutes=dice.randint(8, 2000)), dice=dice), now)


def _said(plan: Plan, turn: Turn, at: datetime, text: str, cast: Cast, dice: Random) -> Said:
    colleagues = [*cast.agents.values()]
    by: User | Contact = plan.requester if turn.by == "K" else plan.responsible
    if turn.by == "N" and dice.random() < 0.4:
        by = dice.choice(colleagues)
    first = turn is plan.concern.talk[0]
    person = cast.people[plan.requester.email]
    words = letter_of(turn, text, by=by, person=person, first=first, source=plan.source, dice=dice)
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


def _one_of_each(plans: list[Plan]) -> list[Plan]:
    """The first of each status, so that the portal's star sees all of them."""
    return plans[: len(SHARES)]


def _stars(house: House, cast: Cast) -> list[Contact]:
    [star] = [contact for contact in cast.contacts if contact.email == house.portal_star]
    return [star] * len(SHARES)


def _give_to(plan: Plan, requester: Contact, *, cast: Cast, house: House, dice: Random, now: datetime) -> None:
    plan.requester, plan.source = requester, "portal"
    plan.asset = _asset(plan.concern, requester, cast, dice)
    _speak(plan, cast, house, dice, now)
