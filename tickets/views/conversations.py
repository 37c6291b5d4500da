"""The conversation on a ticket's page: what was said with the fate of its letters, and what was done in between."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import StaffRequest
from notifications.models import Letter
from tickets.actions.reading import see
from tickets.models import Attachment, Event, Message, Preference, Ticket
from tickets.revisions import may_edit_all
from tickets.stretches import moment, stretch_of
from tickets.timeline import files_beside, letters_of


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the page shows it: with the fate of its letter, and the files that its text does not show already."""

    message: Message
    letter: Letter | None
    files: list[Attachment]


def conversation(request: StaffRequest, ticket: Ticket, *, letters: Mapping[str, Letter], newest_first: bool) -> dict[str, Any]:
    """The latest stretch, or with `?before=` an older one."""
    stretch = stretch_of(ticket, seen_by=request.user, before=moment(request.GET.get("before", "")))
    entries = list(_entries(stretch.entries, letters))
    see(entry for entry in (stretch.opening, *stretch.entries) if isinstance(entry, Message))
    return {
        "stretch": stretch,
        "entries": entries[::-1] if newest_first else entries,
        "opening": next(_entries([stretch.opening], letters)) if stretch.opening else None,
        "newest_first": newest_first,
        "may_edit_all": may_edit_all(request.user),
        "can_split": stretch.opening is not None or sum(isinstance(entry, Said) for entry in entries) > 1,
    }


def older_part(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """What takes the place of the link that led to it."""
    newest_first = Preference.objects.filter(user=request.user, newest_first=True).exists()
    context = conversation(request, ticket, letters=letters_of(ticket), newest_first=newest_first)
    return render(request, "tickets/ticket/_stretch.html", {**context, "ticket": ticket, "is_part": True})


def _entries(happened: Iterable[Message | Event], letters: Mapping[str, Letter]) -> Iterator[Said | Event]:
    for entry in happened:
        if isinstance(entry, Event):
            yield entry
        else:
            yield Said(entry, letter=letters.get(entry.message_id), files=files_beside(entry))
