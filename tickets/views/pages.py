"""The ticket page, whole or the parts of it that changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import StaffRequest
from accounts.models import User
from notifications.models import Letter
from tickets.access import ticket_for
from tickets.actions.agreeing import OthersHear
from tickets.forms.composers import composers
from tickets.forms.properties import AssignmentForm, PropertiesForm
from tickets.forms.relating import ArticleRowForm, AssetRowForm, ReferenceRowForm
from tickets.forms.talking import NoteForm, ReplyForm
from tickets.models import Attachment, Event, Message, Ticket
from tickets.revisions import may_edit_all
from tickets.timeline import letters_of, timeline, undelivered
from tickets.views.belongings import belongings
from tickets.views.beside import beside
from tickets.views.previews import circle_beside, told


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the page shows it: with the fate of its letter, and the files that its text does not show already."""

    message: Message
    letter: Letter | None
    files: list[Attachment]


@dataclass(frozen=True, slots=True)
class Forms:
    """The page's forms as somebody filled them in; fresh ones where nobody did."""

    reply: ReplyForm | None = None
    note: NoteForm | None = None
    properties: PropertiesForm | None = None
    assignment: AssignmentForm | None = None
    asset: AssetRowForm | None = None
    article: ArticleRowForm | None = None
    reference: ReferenceRowForm | None = None

    @property
    def spoken(self) -> str:
        """Which of those that tell somebody it is; closing needs none."""
        filled = {"reply": self.reply, "note": self.note, "properties": self.properties, "assignment": self.assignment}
        return next((name for name, form in filled.items() if form), "closing")


def ticket_page(
    request: StaffRequest, ticket: Ticket, *, forms: Forms | None = None, problem: object = None, status: int = 200
) -> HttpResponse:
    """The page from its own address; to htmx the parts that a form on it can change. `problem` is what the verb said no for."""
    forms = forms or Forms()
    properties = forms.properties or PropertiesForm(ticket=ticket, people=list(User.objects.assignable()))
    assignment = forms.assignment or AssignmentForm(ticket=ticket, offers=properties.offers)
    letters = letters_of(ticket)
    entries = list(_entries(timeline(ticket, seen_by=request.user), letters))
    around = beside(ticket, request.user)
    talk = composers(ticket, request.user, statuses=properties.held.statuses, reply=forms.reply, note=forms.note)
    circle = circle_beside(ticket, around, people=properties.offers.people, words=talk["note"].text)
    context = {
        **around,
        **told(ticket, request.user, circle=circle, letters=letters),
        "quiet": {forms.spoken: request.POST.get("silent")},
        "refused": {forms.spoken: problem} if isinstance(problem, OthersHear) else {},
        "ticket": ticket,
        "entries": entries[::-1] if around["newest_first"] else entries,
        "may_edit_all": may_edit_all(request.user),
        "can_split": sum(isinstance(entry, Said) for entry in entries) > 1,
        "undelivered": [letter for letter in undelivered(letters) if letter.template != "agent_replied"],
        **talk,
        "properties": properties,
        "belongings": belongings(
            properties.held, ticket=ticket, asset=forms.asset, article=forms.article, reference=forms.reference
        ),
        "assignment": assignment,
        "problem": problem,
    }
    return render(request, "tickets/ticket/answer.html" if request.htmx else "tickets/ticket.html", context, status=status)


def answered(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    """After a verb: to htmx the page as it is now, else its address (POST, redirect, GET)."""
    if not request.htmx:
        return redirect(ticket)
    return ticket_page(request, ticket_for(request.user, ticket.pk))


def _entries(happened: Iterable[Message | Event], letters: dict[str, Letter]) -> Iterable[Said | Event]:
    for entry in happened:
        if isinstance(entry, Event):
            yield entry
        else:
            yield Said(entry, letter=letters.get(entry.message_id), files=_files(entry))


def _files(message: Message) -> list[Attachment]:
    shown = message.html + message.quoted_html
    return [file for file in message.attachments.all() if not (file.is_inline and f"/attachments/{file.pk}/" in shown)]
