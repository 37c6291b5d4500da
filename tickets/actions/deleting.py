"""Puts tickets into the bin, takes them out again, and empties it."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from exports.removing import forget
from notifications.models import Letter, Ring
from tenants.files import private_files
from tickets.actions.recording import lock, record, save_changes
from tickets.actions.timing import rest, stand
from tickets.choices import Verb
from tickets.models import Attachment, IncomingMail, Purge, Ticket


@transaction.atomic
def delete(ticket: Ticket, *, by: User) -> Ticket:
    """It is seen in the bin only, and can be restored (B-6); twice is once."""
    ticket = lock(ticket)
    if ticket.deleted_at:
        return ticket
    ticket.deleted_at, ticket.deleted_by = timezone.now(), by
    save_changes(ticket, "deleted_at", "deleted_by")
    rest(ticket)
    record(ticket, Verb.DELETED, by=by)
    return ticket


@transaction.atomic
def restore(ticket: Ticket, *, by: User) -> Ticket:
    """It is where it was; on one that was not deleted nothing happens."""
    ticket = lock(ticket)
    if ticket.deleted_at:
        ticket.deleted_at = ticket.deleted_by = None
        save_changes(ticket, "deleted_at", "deleted_by")
        stand(ticket)
        record(ticket, Verb.RESTORED, by=by)
    return ticket


@transaction.atomic
def purge(ticket: Ticket, *, by: User) -> None:
    """For good: with what was merged into it, all files, letters, and the bytes of its mails. Only what lies in the bin.

    What is left are the numbers, and who did it.
    """
    held = Ticket.objects.deleted().select_for_update().filter(pk=ticket.pk).first()
    if held is None:
        return
    family = list(Ticket.objects.filter(Q(pk=held.pk) | Q(merged_into=held)))
    files = _files(family)
    Purge.objects.bulk_create(_trace(one, held=held, by=by) for one in family)
    _mails(family).update(raw="", subject="", sender="")
    topics = [topic for one in family for topic in (one.topic, f"recommendation:{one.pk}")]
    Letter.objects.filter(topic__in=topics).delete()
    Ring.objects.filter(topic__in=topics).delete()
    forget(*topics)
    held.delete()
    transaction.on_commit(lambda: _remove(files))


def _trace(ticket: Ticket, *, held: Ticket, by: User) -> Purge:
    return Purge(number=ticket.pk, opened_at=ticket.opened_at, deleted_by=held.deleted_by, deleted_at=held.deleted_at, by=by)


def _files(family: list[Ticket]) -> list[str]:
    kept = Attachment.objects.filter(Q(message__ticket__in=family) | Q(draft__ticket__in=family))
    return [*kept.values_list("file", flat=True), *_mails(family).exclude(raw="").values_list("raw", flat=True)]


def _mails(family: list[Ticket]) -> QuerySet[IncomingMail]:
    return IncomingMail.objects.filter(Q(ticket__in=family) | Q(message__ticket__in=family))


def _remove(files: list[str]) -> None:
    for name in files:
        private_files().delete(name)
