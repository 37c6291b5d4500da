"""The outbox: a letter is a row in the transaction of the fact it tells, long before it is an SMTP call."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import css_inline
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from notifications.addressing import Sender, portal_url, root_url, sender_of
from notifications.choices import State
from notifications.models import Letter
from notifications.tasks import send_letter
from tenants import here
from tenants.branding import Brand, brand_of_division, default_division
from tenants.compiled import CompiledInsert
from tenants.divisions.models import Division

#: A worker has it.
UNDER_WAY = (State.SENDING, State.HANDING_OVER)


class UnderWay(Exception):
    """The letter is being sent at this moment."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is for; `user_id` where they can sign in."""

    address: str
    name: str = ""
    language: str = "de"
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A private file that travels with a letter; with a content id it is a picture within its HTML."""

    path: str
    name: str
    content_type: str
    content_id: str = ""


def queue(
    template: str,
    *,
    to: Recipient,
    context: Mapping[str, Any],
    topic: str = "",
    tells: str = "",
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[File] = (),
) -> Letter:
    """Write a letter down, rendered in the recipient's language, and wake the sender after commit.

    `topic` and `tells` are as `Letter` says. `templates/letters/<template>.{subject.txt,txt,html}` are rendered with
    `context`, `workspace` (the letterhead), `desk` and `portal` (root URLs). `headers["Message-ID"]`, if given, is taken as
    the letter's own.
    """
    own = default_division()
    words = {**context, "to": to, "workspace": _letterhead(own), "desk": root_url(), "portal": portal_url()}
    with translation.override(to.language):
        subject = " ".join(render_to_string(f"letters/{template}.subject.txt", words).split())[:250]
        text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{template}.txt", words)).strip() + "\n"
        html = css_inline.inline(
            render_to_string(f"letters/{template}.html", words), load_remote_stylesheets=False, keep_at_rules=True
        )
    about = {"topic": topic, "tells": tells}
    said = {"subject": subject, "text": text, "html": html}
    return _keep(template, to=to, own=own, headers=dict(headers or {}), attachments=attachments, **about, **said)


def queue_plain(template: str, *, to_address: str, user: Any, subject: str, text: str) -> Letter:
    """Write down a letter that somebody else rendered (allauth's), without HTML."""
    to = Recipient(address=to_address, name=str(user or ""), user_id=user.pk if user else None)
    return _keep(template, to=to, own=default_division(), subject=subject, text=text)


def hold_back(letter: Letter, *, until: datetime) -> None:
    """Let a new letter lie until then, so that it can be recalled."""
    letter.due_at = until
    letter.save(update_fields=["due_at"])
    send_letter.apply_async_on_commit((letter.pk,), countdown=max((until - timezone.now()).total_seconds(), 0) + 0.1)


@transaction.atomic
def recall(tells: str) -> bool:
    """Take back all letters that tell this, or none of them: False if it is too late for one, or there is none.

    A recalled letter never goes. The row decides between us and the worker: it claims what is due, we recall what is not.
    """
    letters = list(Letter.objects.select_for_update().filter(tells=tells))
    if not letters or not all(letter.state == State.QUEUED and letter.due_at > timezone.now() for letter in letters):
        return False
    Letter.objects.filter(tells=tells).update(state=State.RECALLED)
    return True


def spare(tells: str) -> int:
    """Take back those of the letters that tell this which are not due yet; returns how many."""
    return Letter.objects.filter(tells=tells, state=State.QUEUED, due_at__gt=timezone.now()).update(state=State.RECALLED)


@transaction.atomic
def forget(tells: str) -> None:
    """Of the letters that tell this, only that there were some; what has not gone for sure never goes (again).

    Raises `UnderWay` while a worker has one of them.
    """
    letters = Letter.objects.select_for_update().filter(tells=tells)
    if any(letter.state in UNDER_WAY for letter in letters.only("state")):
        raise UnderWay
    letters.filter(state__in=[State.QUEUED, State.FAILED, State.UNCLEAR]).update(state=State.RECALLED)
    letters.update(text="", html="", attachments=[])


def was_recalled(message_id: str) -> bool:
    return Letter.objects.filter(message_id=message_id, state=State.RECALLED).exists()


def send_again(letter: Letter) -> None:
    """Staff decide that a failed or unclear letter goes out once more; on a letter in any other state nothing happens."""
    again = Letter.objects.filter(pk=letter.pk, state__in=[State.FAILED, State.UNCLEAR]).update(
        state=State.QUEUED, attempts=0, error="", due_at=timezone.now()
    )
    if again:
        send_letter.delay_on_commit(letter.pk)


def new_message_id() -> str:
    """`<uuid@domain>`, unique without asking anybody."""
    return _message_id_of(sender_of(default_division()))


def _message_id_of(own: Sender) -> str:
    return f"<{uuid4().hex}@{own.address.rpartition('@')[2] or settings.BASE_DOMAIN}>"


def _letterhead(own: Division | None) -> Brand:
    """The workspace's face, with an address of the logo that a mail program can follow."""
    brand = brand_of_division(own, here.workspace().name)
    return replace(brand, logo_url=root_url() + brand.logo_url) if brand.logo_url else brand


def _keep(
    template: str,
    *,
    to: Recipient,
    own: Division | None,
    subject: str,
    text: str,
    html: str = "",
    topic: str = "",
    tells: str = "",
    headers: dict[str, str] | None = None,
    attachments: Sequence[File] = (),
) -> Letter:
    sender, headers = sender_of(own), headers or {}
    letter = Letter(
        template=template,
        topic=topic,
        tells=tells,
        user_id=to.user_id,
        to_name=to.name,
        to_address=to.address,
        from_name=sender.name,
        from_address=sender.address,
        subject=subject,
        text=text,
        html=html,
        message_id=headers.pop("Message-ID", "") or _message_id_of(sender),
        headers=headers,
        attachments=[_kept(file) for file in attachments],
    )
    LETTER(letter)
    send_letter.delay_on_commit(letter.pk)
    return letter


LETTER = CompiledInsert(Letter)


def _kept(file: File) -> dict[str, str]:
    kept = {"path": file.path, "name": file.name, "type": file.content_type}
    return {**kept, "cid": file.content_id} if file.content_id else kept
