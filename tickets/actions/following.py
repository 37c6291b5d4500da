"""Hears a customer on a ticket, also where that was done long ago."""

from dataclasses import dataclass, field, replace
from typing import Unpack

from django.db import transaction

from customers.models import Contact
from tickets.actions.answering import answer
from tickets.actions.opening import Filing, open_ticket
from tickets.actions.recording import lock, record
from tickets.actions.saying import Said
from tickets.choices import LinkKind, Source, Verb
from tickets.models import IN_PLACE, Message, Ticket, TicketLink
from tickets.reopening import is_long_done


@dataclass(frozen=True, slots=True)
class Anew:
    """How the ticket is opened, should it come to a new one: empty is as the old one was."""

    subject: str = ""
    filing: Filing = field(default_factory=Filing)
    acknowledge: bool = True


@transaction.atomic
def hear(
    ticket: Ticket, *, by: Contact, source: Source, reopens: bool = True, anew: Anew | None = None, **said: Unpack[Said]
) -> Message:
    """The customer's words join the ticket (`answer`); after the days of its type they open a new one, linked to it."""
    ticket = lock(ticket)
    if is_long_done(ticket):
        return _follow(ticket, by=by, source=source, anew=anew or Anew(), **said)
    return answer(ticket, by=by, source=source, reopens=reopens, **said)


def _follow(old: Ticket, *, by: Contact, source: Source, anew: Anew, **said: Unpack[Said]) -> Message:
    """Both histories say so."""
    new = open_ticket(
        requester=by,
        subject=anew.subject or old.subject,
        source=source,
        filing=_filing(old, anew.filing, by=by),
        acknowledge=anew.acknowledge,
        **said,
    )
    TicketLink.objects.create(source=new, target=old, kind=LinkKind.RELATED)
    record(new, Verb.FOLLOWS, by=by, to=str(old), number=old.pk)
    record(old, Verb.FOLLOWED_UP, by=by, to=str(new), number=new.pk)
    return new.messages.get()


def _filing(old: Ticket, given: Filing, *, by: Contact) -> Filing:
    """Of its type and team; about its objects where they are the writer's as well."""
    is_theirs = by.pk == old.requester_id or by.organisation_id in {old.organisation_id} - {None}
    return replace(
        given,
        type=old.type if old.type.is_active else None,
        category=old.category if old.category and old.category.is_active else None,
        division=given.division or old.division,
        team=given.team or (old.team if old.team and old.team.is_active else None),
        assets=list(old.assets.order_by(*IN_PLACE)) if is_theirs else [],
    )
