"""What rules would do to a ticket, deed by deed, each with its reason; the real run, the dry run and previews are this one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from tickets.fields import FieldRule
from tickets.models import Rule, Ticket
from tickets.models.tag import MOST_TAGS
from tickets.picklists import MODELS
from tickets.rules.choices import DeedKind, Hindrance, Outcome, To
from tickets.rules.deeds import ME, Deed, deeds_of
from tickets.rules.facts import Facts
from tickets.rules.hearers import Addressed, addressed, rung, words_for
from tickets.rules.targets import SETTABLE, Targets
from tickets.workflow import may_move, wanting


@dataclass(frozen=True, slots=True)
class Effect:
    """What one deed does. `value` is what the verbs take; `aim` is what it is about, if it is left out."""

    rule: Rule
    deed: Deed
    outcome: Outcome
    value: Any = None
    why_not: Hindrance | str = ""

    @property
    def is_done(self) -> bool:
        return self.outcome == Outcome.DOES


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Every deed in order, and the ticket as it would stand afterwards: a copy, not to be saved."""

    effects: Sequence[Effect]
    after: Ticket


@dataclass(slots=True)
class Course:
    """How the ticket stands after the deeds so far. Nothing here touches the ticket itself, or writes anything."""

    ticket: Ticket
    facts: Facts
    targets: Targets
    by: User | None = None
    is_silent: bool = False
    tags: list[str] = field(default_factory=list)
    #: What the rules set themselves just now, so that the next one may set it again.
    set_here: set[str] = field(default_factory=set)

    @property
    def fields(self) -> Mapping[str, FieldRule]:
        return self.facts.fields

    def was_set_by_hand(self, name: str) -> bool:
        return name in self.facts.by_hand and name not in self.set_here


def acting(rules: Iterable[Rule], met: Collection[int]) -> Iterator[Rule]:
    """Those of the rules, in order, whose turn comes: met, and not kept from acting by one before them."""
    for rule in rules:
        if rule.pk in met:
            yield rule
            if not rule.goes_on:
                return


def foresee(
    ticket: Ticket, rules: Iterable[Rule], *, facts: Facts, targets: Targets, by: User | None = None, is_silent: bool = False
) -> Foreseen:
    """Of rules whose turn it is. Each deed finds the ticket as those before it leave it (T24-35)."""
    course = Course(copy(ticket), facts, targets, by, is_silent, tags=list(facts.tags))
    return Foreseen([_foreseen(rule, deed, course) for rule in rules for deed in deeds_of(rule)], course.ticket)


def _foreseen(rule: Rule, deed: Deed, course: Course) -> Effect:
    found = JUDGES[deed.kind](deed, course)
    if isinstance(found, Hindrance):
        return Effect(rule, deed, Outcome.SKIPPED, why_not=found)
    return Effect(rule, deed, Outcome.SAME if found is SAME else Outcome.DOES, value=None if found is SAME else found)


class _Same:
    """It is so already."""


SAME = _Same()


def _assign(deed: Deed, course: Course) -> Any:
    ticket, chosen, targets = course.ticket, deed.chosen, course.targets
    user = course.by if chosen.get("user") == ME else targets.users.get(chosen.get("user", 0))
    team = targets.teams.get(chosen.get("team", 0))
    if "user" in chosen and (user is None or (chosen["user"] != ME and user.pk not in targets.working)):
        return Hindrance.LEFT
    if "team" in chosen and (team is None or not team.is_active):
        return Hindrance.GONE
    if course.was_set_by_hand("responsible"):
        return Hindrance.BY_HAND
    if (ticket.responsible_id, ticket.team_id) == (user.pk if user else None, team.pk if team else None):
        return SAME
    ticket.responsible, ticket.team = user, team
    course.set_here.add("responsible")
    return user, team


def _status(deed: Deed, course: Course) -> Any:
    ticket, to = course.ticket, course.targets.statuses.get(deed.chosen["status"])
    if to is None or not to.is_active:
        return Hindrance.GONE
    if to.pk == ticket.status_id:
        return SAME
    if not may_move(ticket, to):
        return Hindrance.NOT_ALLOWED
    if wanted := wanting(ticket, to):
        return Hindrance(wanted[0])
    ticket.status = to
    return to


def _set(deed: Deed, course: Course) -> Any:
    if deed.own_field is not None:
        return _set_own(deed, course)
    name, value = deed.field, deed.chosen["value"]
    if name in MODELS:
        value = course.targets.entries.get((name, value))
        if value is None or not value.is_active:
            return Hindrance.GONE
    if not _can_be_set(name, course):
        return Hindrance.NO_FIELD
    if getattr(course.ticket, name) == value:
        return SAME
    setattr(course.ticket, name, value)
    return value


def _set_own(deed: Deed, course: Course) -> Any:
    custom, value = course.targets.customs.get(deed.own_field or 0), deed.chosen["value"]
    if custom is None or not custom.is_active or custom.kind not in SETTABLE:
        return Hindrance.GONE
    if custom.has_options:
        there = {option.pk for option in custom.options.all() if option.is_active}
        if not there.issuperset(value if isinstance(value, list) else [value]):
            return Hindrance.GONE
    if not _can_be_set(deed.field, course):
        return Hindrance.NO_FIELD
    if course.ticket.custom.get(str(custom.pk)) == value:
        return SAME
    course.ticket.custom = {**course.ticket.custom, str(custom.pk): value}
    return value


def _due(deed: Deed, course: Course) -> Any:
    """In plain days from now, at the same time of the day. What somebody chose stays (C-23)."""
    if not _can_be_set("due_at", course):
        return Hindrance.NO_FIELD
    if course.ticket.due_at is not None and course.was_set_by_hand("due_at"):
        return Hindrance.BY_HAND
    course.ticket.due_at = in_days(deed.chosen["days"])
    course.set_here.add("due_at")
    return course.ticket.due_at


def in_days(days: int) -> datetime:
    """As clocks on the wall count: a day with a change of the hour is a day."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    return (now + timedelta(days=days)).astimezone(timezone.get_default_timezone())


def _tag(deed: Deed, course: Course) -> Any:
    there = {name.casefold() for name in course.tags}
    more = [name for name in deed.chosen["tags"] if name.casefold() not in there]
    return _retag([*course.tags, *more], course) if more else SAME


def _untag(deed: Deed, course: Course) -> Any:
    gone = {name.casefold() for name in deed.chosen["tags"]}
    left = [name for name in course.tags if name.casefold() not in gone]
    return SAME if len(left) == len(course.tags) else _retag(left, course)


def _retag(names: list[str], course: Course) -> Any:
    if not _can_be_set("tags", course):
        return Hindrance.NO_FIELD
    if len(names) > MOST_TAGS:
        return Hindrance.MANY_TAGS
    course.tags = names
    return list(names)


def _note(deed: Deed, course: Course) -> Any:
    return words_for(course.ticket, by=course.by).filled(deed.chosen["html"])


def _mail(deed: Deed, course: Course) -> Any:
    if course.is_silent:
        return Hindrance.SILENT
    if deed.chosen.get("to") == To.REQUESTER and course.by is None and not course.facts.hears:
        return Hindrance.MACHINE
    found = addressed(deed, course.ticket, targets=course.targets)
    return found if isinstance(found, Hindrance) else _written(deed, found, course)


def _written(deed: Deed, found: Addressed, course: Course) -> Any:
    words = words_for(course.ticket, by=course.by)
    return found.with_words(subject=words.plain(deed.chosen["subject"]), html=words.filled(deed.chosen["html"]))


def _ring(deed: Deed, course: Course) -> Any:
    if course.is_silent:
        return Hindrance.SILENT
    found = rung(deed, course.ticket, targets=course.targets)
    return found if isinstance(found, Hindrance) else (found, words_for(course.ticket, by=course.by).plain(deed.chosen["text"]))


def _can_be_set(name: str, course: Course) -> bool:
    """Tickets of its type have the field (C-09); what nobody may read there, no rule writes."""
    return name in course.fields and course.fields[name].staff_may_set


JUDGES: Mapping[DeedKind, Callable[[Deed, Course], Any]] = {
    DeedKind.ASSIGN: _assign,
    DeedKind.STATUS: _status,
    DeedKind.SET: _set,
    DeedKind.DUE: _due,
    DeedKind.TAG: _tag,
    DeedKind.UNTAG: _untag,
    DeedKind.NOTE: _note,
    DeedKind.MAIL: _mail,
    DeedKind.RING: _ring,
}
