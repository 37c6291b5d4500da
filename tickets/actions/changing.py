"""Changes a ticket's properties."""

from collections.abc import Collection, Sequence
from copy import copy
from typing import Any

from django.db import transaction

from accounts.models import User
from customers.models import Contact
from tickets import notices
from tickets.actions.agreeing import UNSEEN, Agreed, agree
from tickets.actions.automating import changed, follow_rules
from tickets.actions.moving import begin, leave_for, move
from tickets.actions.outdating import refuse_outdated
from tickets.actions.recording import lock
from tickets.actions.setting import set_field, set_own
from tickets.actions.tagging import tag
from tickets.alterations import Alteration, altered, told_fields
from tickets.fields import PLAIN
from tickets.models import Priority, Status, Ticket
from tickets.occasions import Occasion
from tickets.recipients import caused_by

CHANGEABLE = PLAIN | {"status", "tags", "custom"}
Custom = dict[str, Any]


@transaction.atomic
def change(
    ticket: Ticket, *, by: User, version: int, agreed: Agreed = UNSEEN, begins: bool = True, ruled: bool = True, **changes: Any
) -> Ticket:
    """Set fields; one line of history for each that is new.

    `tags` are names; `custom` holds the workspace's own fields by their primary key as `tickets.values` keeps them, None
    to empty one. `version` is that of the page the changes were made on. Raises `Outdated` if somebody changed one of the
    same fields since, `NotAllowed` if the workflow does not lead to the status, `Incomplete` if something must be filled
    in before, `OthersHear` as `agree` does; then nothing is saved. A solution and a ticket that is done now are told to the
    customer, both together in one letter (CP-33, C-25, C-26); so is what customers see, where the type tells them (BR-14).
    Whoever changes a new ticket works on it, unless `begins` is off; rules follow, unless `ruled` is.
    """
    _refuse_unknown(changes)
    ticket = lock(ticket)
    plain = {field: value for field, value in _with_what_follows(ticket, changes).items() if _is_new(ticket, field, value)}
    own = {key: value for key, value in changes.get("custom", {}).items() if ticket.custom.get(key) != value}
    status: Status | None = changes.get("status") if changes.get("status") != ticket.status else None
    refuse_outdated(ticket, version=version, fields=_touched(plain, own, changes, status=status))
    before, fields = copy(ticket), told_fields(ticket.type)
    occasions, news = caused_by(ticket, changes, fields=fields), altered(ticket, changes, told=fields)
    for field, value in plain.items():
        set_field(ticket, field, value, by=by, by_itself=field not in changes)
    set_own(ticket, own, by=by)
    tag(ticket, changes.get("tags"), by=by)
    if status is None:
        if begins and ticket.version > before.version:
            begin(ticket, by=by, since=before.version)
    elif leave_for(ticket, status):
        move(ticket, status, by=by)
    if occasions:
        _tell(ticket, occasions, news, by=by, agreed=agreed)
    if ruled:
        follow_rules(ticket, *changed(before, ticket), is_silent=agreed.silent)
    return ticket


def _refuse_unknown(changes: Collection[str]) -> None:
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"not changeable: {sorted(unknown)}")


def _tell(ticket: Ticket, occasions: Collection[Occasion], news: Sequence[Alteration], *, by: User, agreed: Agreed) -> None:
    """Several changes in one save are one letter to each."""
    told = agree(ticket, *occasions, by=by, agreed=agreed)
    solved, done = Occasion.SOLVED in occasions, Occasion.DONE in occasions
    if solved:
        notices.solution_written(ticket, by=by, told=told, to_customer=not done, changes=news)
    if done:
        notices.ticket_done(ticket, told=told, with_solution=solved, changes=news)
    elif news:
        notices.ticket_changed(ticket, told=told, to_customer=not solved, changes=news)


def _with_what_follows(ticket: Ticket, changes: dict[str, Any]) -> dict[str, Any]:
    """Another customer brings their organisation along (CP-17), a priority the flame (T24-33), unless somebody says otherwise."""
    asks: Contact = changes.get("requester", ticket.requester)
    priority: Priority | None = changes.get("priority")
    follows: dict[str, Any] = {} if asks == ticket.requester else {"requester": asks, "organisation": asks.organisation}
    if priority is not None and priority.flags_urgent and priority != ticket.priority:
        follows["is_urgent"] = True
    return {**follows, **changes}


def _is_new(ticket: Ticket, field: str, value: Any) -> bool:
    return field in PLAIN and getattr(ticket, field) != value


def _touched(plain: Collection[str], own: Custom, changes: Collection[str], *, status: Status | None) -> set[str]:
    also = {"status"} if status else set()
    return {*plain, *(f"custom_{key}" for key in own), *also, *({"tags"} & set(changes))}
