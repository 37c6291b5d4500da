"""Keeps what somebody has not sent yet, for them on every machine and for colleagues to see."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tickets.actions.attaching import Upload, attach
from tickets.actions.saying import clean_own
from tickets.mail.clean import html_to_text
from tickets.models import Attachment, Draft, Ticket

#: A draft that arrives so long after its text was sent was under way at the same time.
LATE = timedelta(seconds=30)


@transaction.atomic
def save_draft(ticket: Ticket, *, by: User, kind: str, html: str) -> None:
    """The text as it is now. An empty one is no draft; what was just sent does not become one again."""
    draft = draft_of(ticket, author=by, kind=kind)
    draft.html = clean_own(html, files=draft.attachments.all())
    draft.updated_at = timezone.now()
    words = html_to_text(draft.html).strip()
    own = ticket.messages.filter(author=by, kind=kind, created_at__gt=timezone.now() - LATE)
    if own.filter(text=words).exists() or not (words or draft.attachments.exists()):
        draft.delete()
    else:
        draft.save()


@transaction.atomic
def take_over(draft: Draft, *, by: User) -> Draft:
    """A colleague's text goes below one's own; theirs stays."""
    own = draft_of(draft.ticket, author=by, kind=draft.kind)
    own.html += clean_own(draft.html, files=())
    own.updated_at = timezone.now()
    own.save()
    return own


@transaction.atomic
def keep_files(ticket: Ticket, *, by: User, kind: str, files: Iterable[Upload]) -> Draft:
    """What came with words that were not said; a browser does not send files again by itself."""
    draft = draft_of(ticket, author=by, kind=kind)
    attach(draft, files)
    return draft


def draft_of(ticket: Ticket, *, author: User, kind: str) -> Draft:
    """The one draft of this composer, locked; made if there was none."""
    Draft.objects.get_or_create(ticket=ticket, author=author, kind=kind)
    return Draft.objects.select_for_update().get(ticket=ticket, author=author, kind=kind)


@transaction.atomic
def keep_picture(ticket: Ticket, *, by: User, kind: str, picture: Upload) -> Attachment:
    """A picture in the text of a draft; it goes along when the text that shows it is sent."""
    draft = draft_of(ticket, author=by, kind=kind)
    [kept] = attach(draft, [replace(picture, content_id=uuid4().hex, is_inline=True)])
    return kept
