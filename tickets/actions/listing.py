"""Keeps a ticket's checklist: steps that can be ticked."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.recording import lock, record
from tickets.choices import Verb
from tickets.models import ChecklistItem, Event, Ticket
from tickets.telling import kept, told, unkept

#: A list that nobody reads to its end is no list.
MOST = 100
#: What is kept of a step that is removed.
KEPT = ("text", "position", "done_at", "done_by")


class TooMany(Exception):
    """The list is as long as it may be."""


@transaction.atomic
def list_step(ticket: Ticket, *, by: User, text: str) -> ChecklistItem:
    """A new step at the end of the list; the same words that wait there already are the same step. May raise `TooMany`."""
    ticket = lock(ticket)
    steps = list(ticket.checklist.all())
    text = " ".join(text.split())[:200]
    twin = next((step for step in steps if step.text == text and not step.done_at), None)
    if twin:
        return twin
    if len(steps) >= MOST:
        raise TooMany
    step = ChecklistItem.objects.create(ticket=ticket, text=text, position=steps[-1].position + 1 if steps else 0)
    record(ticket, Verb.LISTED, by=by, to=text)
    return step


@transaction.atomic
def tick(step: ChecklistItem, *, by: User, is_done: bool = True) -> None:
    """It is done, or not yet after all; whoever ticks it a second time changes nothing."""
    ticket, held = lock(step.ticket), _held(step)
    if held is None or bool(held.done_at) == is_done:
        return
    held.done_at, held.done_by = (timezone.now(), by) if is_done else (None, None)
    held.save(update_fields=["done_at", "done_by"])
    record(ticket, Verb.TICKED if is_done else Verb.UNTICKED, by=by, to=held.text)


@transaction.atomic
def shift(step: ChecklistItem, *, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens. The order is no matter of the history."""
    steps = list(lock(step.ticket).checklist.all())
    if step not in steps:
        return
    place = steps.index(step)
    other = place - 1 if up else place + 1
    if 0 <= other < len(steps):
        steps[place], steps[other] = steps[other], steps[place]
    for position, each in enumerate(steps):
        each.position = position
    ChecklistItem.objects.bulk_update(steps, ["position"])


@transaction.atomic
def unlist(step: ChecklistItem, *, by: User) -> None:
    """The step is gone; twice is once."""
    ticket, held = lock(step.ticket), _held(step)
    if held is None:
        return
    was = {name: kept(held, name) for name in KEPT}
    held.delete()
    record(ticket, Verb.UNLISTED, by=by, was=was, **{"from": told(held.text)})


@transaction.atomic
def relist(ticket: Ticket, event: Event, *, by: User) -> ChecklistItem:
    """The step whose removal this was is back in its place, ticked as it was. May raise `TooMany`."""
    ticket = lock(ticket)
    if ticket.checklist.count() >= MOST:
        raise TooMany
    was = {name: unkept(ChecklistItem, name, value) for name, value in event.data["was"].items()}
    step = ChecklistItem.objects.create(ticket=ticket, **was)
    record(ticket, Verb.LISTED, by=by, to=step.text, undoes=event.pk)
    return step


def _held(step: ChecklistItem) -> ChecklistItem | None:
    """As it is now, below the ticket's lock."""
    return ChecklistItem.objects.filter(pk=step.pk).first()
