"""Merges two tickets into one, and takes that back."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.gathering import Moved, gather, scatter
from tickets.actions.recording import lock_both, record, save_changes, touch
from tickets.actions.sharing import share
from tickets.actions.timing import listen_again, rest, stand
from tickets.choices import Sharing, Verb
from tickets.models import Merge, Ticket


class CannotMerge(Exception):
    """`ticket` is where it fails: it is the same one, was deleted, or was merged into another already."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(f"{ticket} cannot be merged")
        self.ticket = ticket


@transaction.atomic
def merge(ticket: Ticket, *, into: Ticket, by: User) -> Merge:
    """`ticket` lives on in `into`: its messages and whoever and whatever belongs to it; its number leads there from now on.

    What no customer may see (RB-4) is not seen there either.

    The same merge twice is once. Raises `CannotMerge` otherwise: with itself, with a deleted one, with one merged before.
    """
    ticket, into = lock_both(ticket, into)
    there = Merge.objects.filter(ticket=ticket, into=into, undone_at=None).first()
    if there:
        return there
    for one in (ticket, into):
        if ticket == into or one.deleted_at or one.merged_into_id:
            raise CannotMerge(one)
    merged = Merge.objects.create(ticket=ticket, into=into, by=by, moved=gather(ticket, into=into))
    if ticket.sharing == Sharing.REVOKED:
        into = share(into, Sharing.REVOKED, by=by)
    _settle(ticket, into)
    listen_again(into)
    record(ticket, Verb.MERGED, by=by, to=str(into), number=into.pk)
    record(into, Verb.TOOK_IN, by=by, to=str(ticket), number=ticket.pk)
    return merged


@transaction.atomic
def unmerge(ticket: Ticket, *, by: User) -> Ticket:
    """Everything goes back to where it was (B-6), wherever it was merged on to since; on a ticket of its own nothing happens.

    What was said after the merge stays where it was said.
    """
    merged = Merge.objects.select_for_update().filter(ticket=ticket, undone_at=None).first()
    if merged is None:
        return Ticket.objects.get(pk=ticket.pk)
    current = Ticket.objects.select_related("merged_into").get(pk=ticket.pk).merged_into
    ticket, host = lock_both(ticket, current or merged.into)
    scatter(Moved(**merged.moved), ticket, host=host, united=merged.into)
    merged.undone_at = timezone.now()
    merged.save(update_fields=["undone_at"])
    _settle(ticket, None)
    for one in (ticket, host):
        listen_again(one)
    record(ticket, Verb.UNMERGED, by=by, to=str(host), number=host.pk)
    record(host, Verb.UNMERGED, by=by, to=str(ticket), number=ticket.pk)
    return ticket


def _settle(ticket: Ticket, host: Ticket | None) -> None:
    ticket.merged_into = host
    save_changes(ticket, "merged_into")
    if host:
        rest(ticket)
        touch(host)
    else:
        stand(ticket)
