"""The two composers at the foot of a ticket, as this person left them."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from tickets.canned import names_for
from tickets.choices import Kind
from tickets.drafts import others, own
from tickets.forms.talking import NoteForm, ReplyForm
from tickets.models import Draft, Status, Ticket


def composers(
    ticket: Ticket,
    user: User,
    *,
    statuses: Sequence[Status],
    drafts: Sequence[Draft],
    reply: ReplyForm | None,
    note: NoteForm | None,
) -> dict[str, Any]:
    """What the page draws: as somebody filled them in, else with their drafts; and what colleagues are writing.

    `statuses` are where the ticket may go from here, `drafts` everybody's.
    """
    reply = reply or ReplyForm(ticket=ticket, statuses=statuses, draft=own(drafts, of=user, kind=Kind.PUBLIC))
    note = note or NoteForm(draft=own(drafts, of=user, kind=Kind.INTERNAL))
    return {
        "reply": reply,
        "note": note,
        "drafts": others(drafts, of=user),
        "answers": _answers(reply, note),
        "canned": names_for(user),
    }


def _answers(reply: ReplyForm, note: NoteForm) -> bool:
    """Whether the public composer is the open one: the internal one is (C-31), unless an answer was begun or taken back later."""
    answer, noted = ((form.draft if form.draft and form.draft.html else None) for form in (reply, note))
    if reply.is_bound or note.is_bound:
        return reply.is_bound
    return answer is not None and (noted is None or answer.updated_at > noted.updated_at)
