"""Changes what a message says, so that everybody sees that it was changed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from exports.removing import forget
from notifications import outbox
from tickets import notices
from tickets.actions.attaching import Upload, attach
from tickets.actions.recording import lock, record
from tickets.actions.saying import clean_own
from tickets.choices import Verb
from tickets.circle import told_of
from tickets.mail.clean import html_to_text
from tickets.models import Attachment, Message
from tickets.occasions import Occasion
from tickets.revisions import Settled, may_edit, settled


class NotYours(Exception):
    """Only the author and administrators change a message."""


class StillHere(Exception):
    """It has not left yet: it can be taken back instead."""


class TooLate(Exception):
    """Its customer can no longer change it; `why` says it in words."""

    def __init__(self, why: Settled) -> None:
        super().__init__(why)
        self.why = why


class Overtaken(Exception):
    """Somebody else changed it since the page was made."""


@transaction.atomic
def edit(
    message: Message,
    *,
    by: User,
    html: str,
    seen: int,
    reason: str = "",
    removed: Iterable[Attachment] = (),
    added: Iterable[Upload] = (),
) -> Message:
    """New words; the old ones stay readable for staff, with who, when and why. `seen` counts the versions that were known.

    What went out by mail stays in the reader's mailbox as it was. Customers change their own until somebody here has read
    them (BL-18, C-14), else `TooLate`; of files that they take away the name stays, and whoever is responsible hears the bell.
    """
    message = _ours(message, by=by, seen=seen)
    gone = list(message.attachments.filter(pk__in=[file.pk for file in removed]))
    came = attach(message, added)
    names = {"removed": [file.name for file in gone], "added": [file.name for file in came]}
    message.versions.create(html=message.html, by=by, reason=reason, **names)
    message.attachments.filter(pk__in=[file.pk for file in gone]).delete()
    message.edited_at = timezone.now()
    _say_anew(message, html=html, verb=Verb.EDITED, by=by)
    if message.contact is not None and by.is_customer:
        notices.customer_corrected(message, told=told_of(message.ticket, Occasion.CORRECTED, by=message.contact))
    return message


@transaction.atomic
def redact(message: Message, *, by: User, html: str, seen: int, reason: str = "", files: Iterable[Attachment] = ()) -> Message:
    """New words; the old ones, what it quoted, these files, the copy of its letter and the ticket's PDFs are gone (B-13).

    The history keeps who did it, when and why, not what it was. A letter that has not gone for sure never goes. Raises
    `UnderWay` while one is being sent.
    """
    message = _ours(message, by=by, seen=seen)
    message.versions.update(html="", removed=[], added=[], is_redacted=True)
    message.versions.create(by=by, reason=reason, is_redacted=True)
    message.attachments.filter(pk__in=[file.pk for file in files]).delete()
    message.redacted_at, message.quoted_html = timezone.now(), ""
    outbox.forget(message.topic)
    forget(message.ticket.topic)
    return _say_anew(message, html=html, verb=Verb.REDACTED, by=by)


def _ours(message: Message, *, by: User, seen: int) -> Message:
    """Locked, so that it is either changed first or read first."""
    ticket = lock(message.ticket)
    message = Message.objects.select_related("ticket", "contact").select_for_update(of=["self"]).get(pk=message.pk)
    if not may_edit(by, message):
        raise NotYours
    if by.is_customer and (why := settled(message, ticket)):
        raise TooLate(why)
    if message.can_be_withdrawn:
        raise StillHere
    if message.versions.count() != seen:
        raise Overtaken
    return message


def _say_anew(message: Message, *, html: str, verb: Verb, by: User) -> Message:
    message.html = clean_own(html, files=message.attachments.all())
    message.text = html_to_text(message.html)
    message.save(update_fields=["html", "quoted_html", "text", "edited_at", "redacted_at"])
    record(message.ticket, verb, by=message.contact if by.is_customer else by, message=message)
    return message
