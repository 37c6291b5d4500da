"""Carries out an own action: somebody pressed its button (CP-37)."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts.models import User
from tickets.actions.agreeing import OthersHear
from tickets.actions.automating import carry_out
from tickets.actions.moving import begin
from tickets.actions.recording import Hand, lock, record
from tickets.choices import Verb
from tickets.models import Event, Rule, Ticket
from tickets.rules.trying import tried


class DoesNotFit(Exception):
    """The ticket does not meet the action's conditions."""


@transaction.atomic
def act(
    ticket: Ticket, rule: Rule, *, by: User, token: UUID, seen: Collection[str] | None = None, is_silent: bool = False
) -> Ticket:
    """In the name of who pressed it; the same token twice is once. Whoever acts on a new ticket works on it.

    `seen` are the addresses that the page named, if there was a page. Raises `DoesNotFit`, and `OthersHear` if others would
    get mail by now; then nothing is done.
    """
    ticket = lock(ticket)
    if Event.objects.filter(ticket=ticket, verb=Verb.RULED, data__token=str(token)).exists():
        return ticket
    trial = tried(rule, ticket, by=by)
    if not trial.is_met:
        raise DoesNotFit
    if seen is not None and not is_silent and set(seen) != {*trial.addresses}:
        raise OthersHear(sorted({*trial.addresses} - {*seen}), sorted({*seen} - {*trial.addresses}))
    untouched, status = ticket.version, ticket.status_id
    record(ticket, Verb.RULED, by=Hand(rule.name, by), did="acted", token=str(token))
    carry_out(ticket, [rule], by=by, is_silent=is_silent)
    if ticket.version > untouched and ticket.status_id == status:
        begin(ticket, by=by, since=untouched)
    return ticket
