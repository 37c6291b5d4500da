"""Whom a ticket concerns, read from the database."""

from collections.abc import Sequence

from accounts.models import User
from customers.models import Contact
from tenants.compiled import CompiledRows, Slot
from tickets.choices import Sharing
from tickets.models import Participant, Ticket
from tickets.occasions import Occasion
from tickets.recipients import Audience, Circle, Person, audience


def told_of(
    ticket: Ticket, *occasions: Occasion, by: User | Contact | None, chosen: Sequence[Person] = (), mentioned: Sequence[User] = ()
) -> Audience:
    """Who hears now of what happens together on this ticket."""
    return audience(*occasions, circle=circle_of(ticket, chosen=chosen, mentioned=mentioned), by=by)


def circle_of(ticket: Ticket, *, chosen: Sequence[Person] = (), mentioned: Sequence[User] = ()) -> Circle:
    return Circle(
        requester=ticket.requester,
        responsible=_responsible(ticket),
        watching=WATCHING(ticket=ticket.pk),
        participants=PARTICIPANTS(ticket=ticket.pk),
        mentioned=mentioned,
        chosen=chosen,
        tells_oneself=ticket.division.tells_oneself,
        is_withheld=ticket.sharing == Sharing.REVOKED,
    )


WATCHING = CompiledRows(lambda: User.objects.assignable().filter(subscriptions__ticket=Slot("ticket")).order_by("pk"))
PARTICIPANTS = CompiledRows(lambda: Participant.objects.filter(ticket=Slot("ticket")).select_related("contact").order_by("pk"))


def circle_of_new(ticket: Ticket) -> Circle:
    """The same of a ticket that is made just now: nobody can watch it, or be told of it, yet."""
    return Circle(requester=ticket.requester, responsible=_responsible(ticket), tells_oneself=ticket.division.tells_oneself)


def _responsible(ticket: Ticket) -> Sequence[User]:
    """The responsible user, or the members of the responsible team; who left hears nothing."""
    if ticket.responsible is not None:
        return [ticket.responsible] if ticket.responsible.is_active else []
    return list(ticket.team.members.filter(is_active=True).order_by("pk")) if ticket.team else []
