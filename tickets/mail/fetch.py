"""Brings new mails from a mailbox into the ledger."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from tenants.locks import alone
from tickets.mail.imap import Folder, MailboxTrouble, MailRefused, Waiting, account_of, opened
from tickets.mail.ledger import Place, keep, refuse
from tickets.models import Mailbox

TOO_LARGE = gettext_noop("The e-mail is too large to be fetched. It stays in the mailbox.")


class Busy(Exception):
    """Somebody else fetches from this mailbox right now."""


def watched() -> QuerySet[Mailbox]:
    """Where mails become tickets; what is switched off stays in its mailbox untouched (C-02)."""
    return Mailbox.objects.filter(is_active=True, division__has_mail_in=True, division__has_tickets=True)


def fetch(mailbox: Mailbox) -> Iterator[int]:
    """Each new mail's place in the ledger, as soon as it is written down there and marked as seen.

    May raise `Busy`. What the mail server complains about is shown on the mailbox until the next success.
    """
    with alone(f"fetch {mailbox.pk}") as is_first:
        if not is_first:
            raise Busy
        mailbox.refresh_from_db()
        try:
            with opened(account_of(mailbox)) as folder:
                yield from _bring(mailbox, folder)
        except MailboxTrouble as trouble:
            Mailbox.objects.filter(pk=mailbox.pk).update(last_error=str(trouble))
        else:
            Mailbox.objects.filter(pk=mailbox.pk).update(last_error="", last_fetched_at=timezone.now())


def check(mailbox: Mailbox) -> int | None:
    """Sign in and count the unread mails; None if it does not work, and the mailbox says why."""
    try:
        with opened(account_of(mailbox)) as folder:
            unread = len(folder.unseen())
    except MailboxTrouble as trouble:
        Mailbox.objects.filter(pk=mailbox.pk).update(last_error=str(trouble))
        return None
    Mailbox.objects.filter(pk=mailbox.pk).update(last_error="")
    return unread


def _bring(mailbox: Mailbox, folder: Folder) -> Iterator[int]:
    """A folder seen for the first time, or rebuilt by its server, gives what is unread; then whatever is newer, to the end."""
    if mailbox.uid_validity != folder.uid_validity:
        for waiting in folder.unseen():
            yield from _take(mailbox, folder, waiting)
        _remember(mailbox, folder, last_uid=folder.last_uid())
    while newer := folder.above(mailbox.last_uid):
        for waiting in newer:
            yield from _take(mailbox, folder, waiting)
            _remember(mailbox, folder, last_uid=waiting.uid)


def _take(mailbox: Mailbox, folder: Folder, waiting: Waiting) -> Iterator[int]:
    place = Place(uid_validity=folder.uid_validity, uid=waiting.uid, size=waiting.size)
    if waiting.size > settings.MAIL_MAX_BYTES:
        refuse(mailbox, place=place, head=folder.head(waiting.uid), reason=TOO_LARGE)
        return
    try:
        raw = folder.raw(waiting.uid)
    except MailRefused as refusal:
        refuse(mailbox, place=place, head=folder.head(waiting.uid), reason=str(refusal))
        return
    if raw is None:
        return
    mail = keep(mailbox, place=place, raw=raw)
    folder.mark_seen(waiting.uid)
    if mail:
        yield mail.pk


def _remember(mailbox: Mailbox, folder: Folder, *, last_uid: int) -> None:
    mailbox.uid_validity, mailbox.last_uid = folder.uid_validity, last_uid
    mailbox.save(update_fields=["uid_validity", "last_uid"])
