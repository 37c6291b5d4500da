"""Says what two tickets have to do with each other (CP-38)."""

from typing import Any

from django.db import transaction

from accounts.models import User
from tickets.actions.recording import lock_both, record
from tickets.choices import LinkKind, Verb
from tickets.models import Ticket, TicketLink
from tickets.telling import told

#: More steps up than anybody builds.
HIGHEST = 50


class AlreadyLinked(Exception):
    """In another way than asked for: `link` is what is there."""

    def __init__(self, link: TicketLink) -> None:
        super().__init__(str(link))
        self.link = link


class GoesRound(Exception):
    """A ticket would be above itself."""


@transaction.atomic
def link(source: Ticket, *, to: Ticket, kind: LinkKind, by: User) -> TicketLink:
    """`source` is parent or duplicate of `to`, or related to it; both histories say so, and the same twice is once.

    Raises `AlreadyLinked` where they are linked otherwise, `GoesRound` where a parent would be below its child.
    """
    source, to = lock_both(source, to)
    there = TicketLink.objects.filter(source__in=[source, to], target__in=[source, to]).first()
    if there:
        if there.kind == kind and (kind == LinkKind.RELATED or there.source_id == source.pk):
            return there
        raise AlreadyLinked(there)
    if kind == LinkKind.PARENT and to.pk in _above(source):
        raise GoesRound
    made = TicketLink.objects.create(source=source, target=to, kind=kind, created_by=by)
    record(source, Verb.LINKED, by=by, to=str(to), number=to.pk, kind=kind, was=None)
    record(to, Verb.LINKED, by=by, to=str(source), number=source.pk, kind=kind, was=None)
    return made


@transaction.atomic
def unlink(made: TicketLink, *, by: User) -> None:
    """They have nothing to do with each other any more; twice is once."""
    source, target = lock_both(made.source, made.target)
    if TicketLink.objects.filter(pk=made.pk).delete()[0]:
        was: dict[str, Any] = {"source": source.pk, "target": target.pk, "kind": made.kind}
        record(source, Verb.UNLINKED, by=by, number=target.pk, was=was, **{"from": told(str(target))})
        record(target, Verb.UNLINKED, by=by, number=source.pk, was=was, **{"from": told(str(source))})


def _above(ticket: Ticket) -> set[int]:
    """The numbers of its parents, their parents, and so on."""
    found: set[int] = set()
    step = {ticket.pk}
    for _ in range(HIGHEST):
        parents = TicketLink.objects.filter(kind=LinkKind.PARENT, target__in=step).values_list("source_id", flat=True)
        step = set(parents) - found
        if not step:
            break
        found |= step
    return found
