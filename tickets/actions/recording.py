"""Writes the history."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils import timezone

from accounts.models import User
from customers.models import Contact
from tenants.compiled import CompiledInsert, CompiledRows, Slot
from tickets.choices import Verb
from tickets.models import Event, Message, Ticket


@dataclass(frozen=True, slots=True)
class Hand:
    """A rule at work (T24-29): as the system, or for the user who pressed its button (CP-37)."""

    rule: str
    user: User | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What each line of the history says of it. What a rule does by itself is no choice that another's would contradict."""
        return {"rule": self.rule} | ({} if self.user else {"by_itself": True})


#: Who does something; None is the system.
Actor: TypeAlias = User | Contact | Hand | None


def record(ticket: Ticket, verb: Verb, *, by: Actor, message: Message | None = None, **data: Any) -> Event:
    """One line of the history."""
    who, data = (by.user, data | by.said) if isinstance(by, Hand) else (by, data)
    return EVENT(
        Event(
            ticket=ticket,
            verb=verb,
            actor=who if isinstance(who, User) else None,
            contact=who if isinstance(who, Contact) else None,
            message=message,
            data={**data, "version": ticket.version} if data else {},
        )
    )


EVENT = CompiledInsert(Event)


def lock(ticket: Ticket) -> Ticket:
    """The ticket as it is now, ours until the transaction ends; one that was merged is the ticket it lives on in.

    Locked without joins: PostgreSQL checks a join again after waiting, and drops the row if its status changed meanwhile.
    """
    found = HELD(ticket=ticket.pk)
    if not found:
        raise Ticket.DoesNotExist
    [held] = found
    return lock(Ticket(pk=held.merged_into_id)) if held.merged_into_id else held


HELD = CompiledRows(lambda: Ticket.objects.select_for_update().filter(pk=Slot("ticket")).order_by())


def lock_both(ticket: Ticket, other: Ticket) -> tuple[Ticket, Ticket]:
    """Both as they are themselves: always locked in the same order, so that two who want both never wait for each other."""
    held = Ticket.objects.select_for_update().filter(pk__in=[ticket.pk, other.pk]).order_by("pk").in_bulk()
    return held[ticket.pk], held[other.pk]


def touch(ticket: Ticket) -> None:
    """Something was said or done: the ticket moves to the top of its lists."""
    ticket.last_activity_at = timezone.now()
    ticket.save(update_fields=["last_activity_at"])


def save_changes(ticket: Ticket, *fields: str) -> None:
    """Save changed properties as a new version. The row is locked, so counting in Python is safe."""
    ticket.version += 1
    ticket.last_activity_at = timezone.now()
    ticket.save(update_fields=[*fields, "version", "last_activity_at"])
