"""The ticket page, whole or the parts of it that changed."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import StaffRequest
from tickets.access import ticket_for
from tickets.actions.agreeing import OthersHear
from tickets.forms.composers import composers
from tickets.forms.properties import AssignmentForm, PropertiesForm
from tickets.forms.relating import ArticleRowForm, AssetRowForm, ReferenceRowForm
from tickets.forms.talking import NoteForm, ReplyForm
from tickets.models import Ticket
from tickets.timeline import letters_of, undelivered
from tickets.views.belongings import belongings
from tickets.views.beside import beside
from tickets.views.conversations import conversation
from tickets.views.previews import circle_beside, told


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
    around = beside(ticket, request.user)
    properties = forms.properties or PropertiesForm(ticket=ticket, people=around["workers"])
    assignment = forms.assignment or AssignmentForm(ticket=ticket, offers=properties.offers)
    letters = letters_of(ticket)
    statuses, drafts = properties.held.statuses, around["begun"]
    talk = composers(ticket, request.user, statuses=statuses, drafts=drafts, reply=forms.reply, note=forms.note)
    circle = circle_beside(ticket, around, people=properties.offers.people, words=talk["note"].text)
    context = {
        **around,
        **told(ticket, request.user, circle=circle, letters=letters),
        "quiet": {forms.spoken: request.POST.get("silent")},
        "refused": {forms.spoken: problem} if isinstance(problem, OthersHear) else {},
        "ticket": ticket,
        **conversation(request, ticket, letters=letters, newest_first=around["newest_first"]),
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
