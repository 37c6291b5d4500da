"""Does one thing that a rule wants, with its line of history."""

from collections.abc import Callable, Mapping
from typing import Any

from tickets import notices
from tickets.actions.moving import move
from tickets.actions.recording import Hand, record, touch
from tickets.actions.saying import say
from tickets.actions.setting import give, set_field, set_own
from tickets.actions.tagging import tag
from tickets.choices import Kind, Source, Verb
from tickets.circle import told_of
from tickets.models import Priority, Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import DeedKind, Hindrance, Outcome
from tickets.rules.foresight import Effect
from tickets.rules.hearers import Addressed, name_of
from tickets.rules.targets import Targets
from tickets.rules.wording import aim_of, field_of


def perform(ticket: Ticket, effect: Effect, *, hand: Hand, targets: Targets, is_silent: bool = False) -> None:
    """On a locked ticket. What is left out stands in the history with its reason; what is so already does not."""
    if effect.outcome == Outcome.SKIPPED:
        leave_out(ticket, effect, hand=hand, targets=targets)
    elif effect.outcome == Outcome.DOES:
        PERFORM[effect.deed.kind](ticket, effect, hand, is_silent)


def leave_out(ticket: Ticket, effect: Effect, *, hand: Hand, targets: Targets, aim: Any = None) -> None:
    deed = effect.deed
    about: dict[str, Any] = {"deed": deed.kind, "aim": aim or aim_of(deed, targets), "about": field_of(deed, targets)}
    record(ticket, Verb.RULED, by=hand, did="left_out", why_not=effect.why_not, **about)


def _assign(ticket: Ticket, effect: Effect, hand: Hand, is_silent: bool) -> None:
    user, team = effect.value
    give(ticket, by=hand, responsible=user, team=team)


def _set(ticket: Ticket, effect: Effect, hand: Hand, is_silent: bool) -> None:
    """A priority may bring the flame along (T24-33)."""
    own = effect.deed.own_field
    if own is not None:
        set_own(ticket, {str(own): effect.value}, by=hand)
        return
    set_field(ticket, effect.deed.field, effect.value, by=hand)
    if isinstance(effect.value, Priority) and effect.value.flags_urgent and not ticket.is_urgent:
        set_field(ticket, "is_urgent", True, by=hand, by_itself=True)


def _note(ticket: Ticket, effect: Effect, hand: Hand, is_silent: bool) -> None:
    message = say(ticket, by=hand.user or hand, kind=Kind.INTERNAL, source=Source.DESK, html=effect.value, beside=True)
    touch(ticket)
    record(ticket, Verb.NOTED, by=hand, message=message)
    if not is_silent:
        notices.note_written(message, told=told_of(ticket, Occasion.NOTED, by=hand.user))


def _mail(ticket: Ticket, effect: Effect, hand: Hand, is_silent: bool) -> None:
    found: Addressed = effect.value
    for person in found.hearers:
        notices.rule_wrote(ticket, to=person, subject=found.subject, html=found.html)
    record(ticket, Verb.RULED, by=hand, did="mail", to=", ".join(name_of(person) for person in found.hearers))
    for person in found.without:
        about: dict[str, Any] = {"deed": effect.deed.kind, "aim": name_of(person), "about": ""}
        record(ticket, Verb.RULED, by=hand, did="left_out", why_not=Hindrance.NO_ADDRESS, **about)


def _ring(ticket: Ticket, effect: Effect, hand: Hand, is_silent: bool) -> None:
    people, text = effect.value
    for user in people:
        notices.rule_rang(ticket, user=user, text=text)
    record(ticket, Verb.RULED, by=hand, did="ring", to=", ".join(str(user) for user in people))


PERFORM: Mapping[DeedKind, Callable[[Ticket, Effect, Hand, bool], Any]] = {
    DeedKind.ASSIGN: _assign,
    DeedKind.STATUS: lambda ticket, effect, hand, is_silent: move(ticket, effect.value, by=hand),
    DeedKind.SET: _set,
    DeedKind.DUE: lambda ticket, effect, hand, is_silent: set_field(ticket, "due_at", effect.value, by=hand),
    DeedKind.TAG: lambda ticket, effect, hand, is_silent: tag(ticket, effect.value, by=hand),
    DeedKind.UNTAG: lambda ticket, effect, hand, is_silent: tag(ticket, effect.value, by=hand),
    DeedKind.NOTE: _note,
    DeedKind.MAIL: _mail,
    DeedKind.RING: _ring,
}
