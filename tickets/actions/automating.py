"""Does what rules say, in the transaction of what set them off (C-22)."""

from collections.abc import Collection, Sequence
from copy import copy

from accounts.models import User
from tenants.compiled import CompiledRows
from tickets import notices
from tickets.actions.performing import perform
from tickets.actions.recording import Hand
from tickets.models import Rule, Ticket
from tickets.occasions import Occasion
from tickets.rules.choices import Happening
from tickets.rules.conditions import Conditions
from tickets.rules.deeds import every_deed
from tickets.rules.facts import facts_of
from tickets.rules.foresight import acting, foresee
from tickets.rules.targets import targets_of
from tickets.rules.telling import Consequences, consequences

RULES = CompiledRows(lambda: Rule.objects.filter(is_active=True).exclude(happening=Happening.BY_HAND))


def follow_rules(ticket: Ticket, *happenings: Happening, is_silent: bool = False) -> None:
    """What follows by itself, after everything else, on a locked ticket; people hear of the changes in one letter each.

    What happens together sets off each rule once. Nothing that rules do sets off others: there are no circles. Neither do
    imports, merging, undoing and mass actions: what they will do was said before, or lies in the past (decision 0033).
    """
    if not happenings:
        return
    turn = _turn(ticket, RULES(), happenings)
    if turn:
        carry_out(ticket, turn, is_silent=is_silent)


def changed(before: Ticket, after: Ticket) -> list[Happening]:
    """What happened to a ticket between these two, each change a version; answers are happenings of their own."""
    moves = int(before.status_id != after.status_id)
    others = after.version - before.version - moves
    return [Happening.CHANGED] * (others > 0) + [Happening.STATUS] * moves


def follow_rules_of_opening(ticket: Ticket, rules: Sequence[Rule], *, by_hand: Collection[str], hears: bool) -> None:
    """The same for a ticket that is made just now, before anybody hears of it.

    `by_hand` are the fields that staff chose; whether who asked `hears` is as for the letter "we have it".
    """
    turn = _turn(ticket, rules, [Happening.OPENED])
    if turn:
        carry_out(ticket, turn, by_hand=by_hand, tells=False, hears=hears)


def carry_out(
    ticket: Ticket,
    rules: Sequence[Rule],
    *,
    by: User | None = None,
    is_silent: bool = False,
    by_hand: Collection[str] | None = None,
    tells: bool = True,
    hears: bool = True,
) -> None:
    """All deeds of these rules, in order. Judged as a whole first, by what previews show as well."""
    deeds, before = every_deed(rules), copy(ticket)
    facts, targets = facts_of(ticket, deeds, by_hand=by_hand, hears=hears), targets_of(deeds)
    for effect in foresee(ticket, rules, facts=facts, targets=targets, by=by, is_silent=is_silent).effects:
        perform(ticket, effect, hand=Hand(effect.rule.name, by), targets=targets, is_silent=is_silent)
    if tells and not is_silent:
        tell(ticket, consequences(before, ticket, by=by))


def tell(ticket: Ticket, told: Consequences) -> None:
    """Each person hears once of all that changed."""
    notices.work_arrived(ticket, told=told.arrived)
    if Occasion.DONE in told.occasions:
        notices.ticket_done(ticket, told=told.seen_by_customers, changes=told.news)
    elif told.occasions:
        notices.ticket_changed(ticket, told=told.seen_by_customers, changes=told.news)


def _turn(ticket: Ticket, rules: Sequence[Rule], happenings: Collection[Happening]) -> list[Rule]:
    waiting = [rule for rule in rules if rule.happening in happenings and rule.deeds]
    return [*acting(waiting, Conditions().met(ticket, waiting))] if waiting else []
