"""Who hears of what happens on a ticket, by which way, and who does not: one answer for words before a save and for letters."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from customers.models import Contact
from notifications.outbox import Recipient
from tickets.alterations import news, told_fields
from tickets.choices import Told
from tickets.models import Participant, Ticket
from tickets.occasions import Occasion, Way, Why, WhyNot

Person = User | Contact | Participant | Recipient

MAIL, BELL, BOTH = frozenset([Way.MAIL]), frozenset([Way.BELL]), frozenset(Way)

#: Whom each occasion concerns, and how they hear of it (C-25, C-26).
HEAR: Mapping[Occasion, Mapping[Why, Set[Way]]] = {
    Occasion.OPENED: {Why.REQUESTER: MAIL},
    Occasion.ASSIGNED: {Why.RESPONSIBLE: BOTH},
    Occasion.REPLIED: {Why.REQUESTER: MAIL, Why.PARTICIPANT: MAIL, Why.RESPONSIBLE: BOTH, Why.WATCHING: BELL},
    Occasion.ANSWERED: {Why.PARTICIPANT: MAIL, Why.RESPONSIBLE: BOTH, Why.WATCHING: BELL},
    Occasion.CORRECTED: {Why.RESPONSIBLE: BELL, Why.WATCHING: BELL},
    Occasion.NOTED: {Why.MENTIONED: BELL, Why.RESPONSIBLE: BELL, Why.WATCHING: BELL},
    Occasion.SOLVED: {Why.REQUESTER: MAIL, Why.RESPONSIBLE: BOTH},
    Occasion.CHANGED: {Why.REQUESTER: MAIL, Why.PARTICIPANT: MAIL},
    Occasion.DONE: {Why.REQUESTER: MAIL, Why.PARTICIPANT: MAIL},
    Occasion.INVITED: {Why.CHOSEN: MAIL},
    Occasion.RECOMMENDED: {Why.COLLEAGUE: BOTH, Why.CHOSEN: MAIL},
    Occasion.WOKE: {Why.RESPONSIBLE: BELL},
    Occasion.CAME_BACK: {Why.RESPONSIBLE: BELL},
}


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody a ticket concerns at this moment; `chosen` and `mentioned` are whom somebody names just now.

    With `tells_oneself` staff hear of what they do themselves, too (CP-33, CP-35).
    """

    requester: Contact
    responsible: Sequence[User] = ()
    watching: Sequence[User] = ()
    participants: Sequence[Participant] = ()
    mentioned: Sequence[User] = ()
    chosen: Sequence[Person] = ()
    tells_oneself: bool = False
    #: From customers, all of them (RB-4).
    is_withheld: bool = False

    def people(self) -> Iterator[tuple[Why, Person]]:
        """Whoever is several of these is first what stands first."""
        yield Why.REQUESTER, self.requester
        yield from ((Why.COLLEAGUE if isinstance(person, User) else Why.CHOSEN, person) for person in self.chosen)
        yield from ((Why.PARTICIPANT, person) for person in self.participants)
        yield from ((Why.MENTIONED, user) for user in self.mentioned)
        yield from ((Why.RESPONSIBLE, user) for user in self.responsible)
        yield from ((Why.WATCHING, user) for user in self.watching)


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody who is told, why, and how."""

    person: Person
    why: Why
    ways: Set[Way]


@dataclass(frozen=True, slots=True)
class Spared:
    """Somebody whom it would concern, but who is not told."""

    person: Person
    why_not: WhyNot


@dataclass(frozen=True, slots=True)
class Audience:
    """Each person once."""

    hearers: Sequence[Hearer] = field(default=())
    spared: Sequence[Spared] = field(default=())

    @property
    def mails(self) -> list[Hearer]:
        return [hearer for hearer in self.hearers if Way.MAIL in hearer.ways]

    @property
    def bells(self) -> list[Hearer]:
        return [hearer for hearer in self.hearers if Way.BELL in hearer.ways]

    @property
    def addresses(self) -> list[str]:
        """Where mail goes, in order of the alphabet."""
        return sorted(address_of(hearer.person) for hearer in self.mails)

    def mailed(self, why: Why) -> Iterator[Hearer]:
        return (hearer for hearer in self.mails if hearer.why == why)


#: Nothing is sent.
NOBODY = Audience()


def audience(*occasions: Occasion, circle: Circle, by: User | Contact | None) -> Audience:
    """What happens together is told together: each person hears once, and of what they did themselves only by choice (C-29)."""
    oneself = None if circle.tells_oneself and isinstance(by, User) else by
    heard: dict[str, Hearer] = {}
    spared: dict[str, Spared] = {}
    for why, person in circle.people():
        ways = frozenset[Way]().union(*(HEAR[occasion].get(why, frozenset()) for occasion in occasions))
        key = address_of(person)
        reason = WhyNot.WITHHELD if circle.is_withheld and _is_customer(person) else _why_not(why, person, ways=ways, by=oneself)
        if ways and reason:
            spared.setdefault(key, Spared(person, reason))
        elif ways:
            before = heard.get(key, Hearer(person, why, frozenset()))
            heard[key] = Hearer(before.person, before.why, before.ways | ways)
    return Audience(tuple(heard.values()), tuple(one for key, one in spared.items() if key not in heard))


def caused_by(ticket: Ticket, changes: Mapping[str, Any], *, fields: Collection[str] | None = None) -> list[Occasion]:
    """What people are told of when these fields of a ticket are set; `fields` are its type's `told_fields`, if they are known."""
    status = changes.get("status")
    solved = bool(changes.get("solution")) and changes["solution"] != ticket.solution
    done = status is not None and status.is_done and not ticket.status.is_done
    changed = news(ticket, changes, told=told_fields(ticket.type) if fields is None else fields)
    return [Occasion.SOLVED] * solved + [Occasion.CHANGED] * bool(changed) + [Occasion.DONE] * done


def address_of(person: Person) -> str:
    """In lower case; by it we know that two are the same."""
    return (person.address if isinstance(person, Recipient) else person.email).lower()


def moved(seen: Iterable[str], audience: Audience) -> tuple[list[str], list[str]]:
    """Addresses that get mail now and were not seen before, and those that were seen and get none any more."""
    before, now = set(seen), set(audience.addresses)
    return sorted(now - before), sorted(before - now)


def _is_customer(person: Person) -> bool:
    """Whom somebody recommends a ticket to by name is their own choice."""
    return isinstance(person, Contact | Participant)


def _why_not(why: Why, person: Person, *, ways: Set[Way], by: User | Contact | None) -> WhyNot | None:
    if by is not None and address_of(person) == by.email.lower():
        return WhyNot.ONESELF
    if isinstance(person, Participant) and why == Why.PARTICIPANT and person.level == Told.CREATION:
        return WhyNot.BEGINNING
    return WhyNot.NO_ADDRESS if Way.MAIL in ways and not address_of(person) else None
