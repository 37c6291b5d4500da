"""Reads a mail of the ledger: it becomes a ticket, joins one, is ignored, or fails alone."""

import logging
from typing import Final

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_noop

from tickets.choices import MailState
from tickets.mail.parse import UnreadableMail, parse
from tickets.mail.sorting import Outcome, sort
from tickets.models import IncomingMail

#: Whoever began to read a mail this often without an end, such as a worker without memory, shall leave it to people.
MOST_ATTEMPTS: Final = 10
#: Troubles of the house, not of the mail: it stays as it is, and the sweeper tries again.
PASSING: Final = (OperationalError, InterfaceError, IntegrityError, OSError)

#: Reasons staff read, each a line of its own; a second line is the technical detail.
UNREADABLE: Final = gettext_noop(
    "The e-mail could not be read because of an error in the program. It is kept: receive it again after an update."
)
TOO_OFTEN: Final = gettext_noop("Reading the e-mail was begun several times, and never came to an end.")

log = logging.getLogger(__name__)


def receive(mail_id: int) -> None:
    """Read one mail. Only one worker does, and only once: a mail that is read already is left alone.

    Ticket, message and the ledger's word on it are one transaction: whoever is killed in between has done nothing.
    """
    if not _begin(mail_id):
        return
    try:
        _read(mail_id)
    except UnreadableMail as error:
        _fail(mail_id, reason=str(error))
    except PASSING:
        raise
    except Exception as error:  # the mail-by-mail boundary: whatever a mail does, the next one goes on
        log.exception("mail %s cannot be read", mail_id)
        _fail(mail_id, reason=f"{UNREADABLE}\n{type(error).__name__}")


def receive_again(mail: IncomingMail) -> bool:
    """Staff want a failed or ignored mail read once more from its kept bytes; False if it is neither, or not kept."""
    again = IncomingMail.objects.filter(pk=mail.pk, state__in=[MailState.FAILED, MailState.IGNORED]).exclude(raw="")
    return bool(again.update(state=MailState.RECEIVED, reason="", attempts=0, ticket=None))


@transaction.atomic
def _begin(mail_id: int) -> bool:
    """Count the attempt before it is made, so that one that kills the worker counts too."""
    mail = _ours(mail_id)
    if mail is None:
        return False
    if mail.attempts >= MOST_ATTEMPTS:
        mail.state, mail.reason = MailState.FAILED, TOO_OFTEN
    else:
        mail.attempts += 1
    mail.save(update_fields=["state", "reason", "attempts"])
    return mail.state == MailState.RECEIVED


@transaction.atomic
def _read(mail_id: int) -> None:
    mail = _ours(mail_id)
    if mail is None:
        return
    with mail.raw.open() as file:
        raw = file.read()
    _close(mail, sort(mail, parse(raw)))


def _ours(mail_id: int) -> IncomingMail | None:
    """The mail if it waits to be read and nobody else is at it, ours until the transaction ends."""
    waiting = IncomingMail.objects.filter(pk=mail_id, state=MailState.RECEIVED)
    return waiting.select_for_update(skip_locked=True, of=("self",)).select_related("mailbox__division", "mailbox__team").first()


def _close(mail: IncomingMail, outcome: Outcome) -> None:
    mail.state, mail.reason = outcome.state, outcome.reason
    mail.ticket = outcome.message.ticket if outcome.message else outcome.ticket
    mail.message = outcome.message
    mail.save(update_fields=["state", "reason", "ticket", "message"])


def _fail(mail_id: int, *, reason: str) -> None:
    IncomingMail.objects.filter(pk=mail_id, state=MailState.RECEIVED).update(
        state=MailState.FAILED, reason=reason.replace("\0", "")[:2000]
    )
