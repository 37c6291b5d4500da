"""Who would be told, before something is saved."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, agent_required, workers
from accounts.choices import Permission
from accounts.models import User
from notifications.choices import State
from notifications.models import Letter
from tickets.access import ticket_for
from tickets.choices import Kind
from tickets.circle import circle_of
from tickets.drafts import drafts_on, own
from tickets.forms.properties import PropertiesForm
from tickets.mail.clean import html_to_text
from tickets.mentions import mentioned_in
from tickets.models import Ticket
from tickets.occasions import Occasion
from tickets.recipient_wording import Preview, seen_of
from tickets.recipients import Circle, audience, caused_by
from tickets.timeline import letters_of

#: What each form on the page can cause.
OF_FORM = {
    "reply": [Occasion.REPLIED],
    "note": [Occasion.NOTED],
    "closing": [Occasion.DONE],
    "properties": [Occasion.SOLVED, Occasion.CHANGED, Occasion.DONE],
}


@require_safe
@agent_required
def of_composer(request: StaffRequest, number: int, form: str) -> HttpResponse:
    """GET /tickets/42/recipients/note/ says it anew: somebody may have joined, or one's draft mentions a colleague now."""
    if form not in ("reply", "note"):
        raise Http404
    ticket = ticket_for(request.user, number)
    draft = own(drafts_on(ticket), of=request.user, kind=Kind.INTERNAL) if form == "note" else None
    people = workers() if draft else []
    circle = circle_of(ticket, mentioned=mentioned_in(html_to_text(draft.html), people=people) if draft else ())
    context = told(ticket, request.user, circle=circle, letters=letters_of(ticket))
    return render(request, "tickets/ticket/told.html", {**context, "ticket": ticket, "form": form})


@require_POST
@agent_required
def of_changes(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/recipients/ says who would be told of what is filled in; nothing is saved."""
    ticket = ticket_for(request.user, number)
    form = PropertiesForm(request.POST, ticket=ticket, people=workers())
    form.is_valid()
    happening = caused_by(ticket, form.changes())
    context = told(ticket, request.user, circle=circle_of(ticket), letters=letters_of(ticket))
    previews = [preview for preview in context["told"]["properties"] if preview.occasions[0] in happening]
    context |= {"ticket": ticket, "form": "properties", "previews": previews, "changed": True}
    context |= {"seen": context["seen"]["properties"], "ticked": request.POST.get("silent")}
    return render(request, "tickets/ticket/_told.html", context)


def told(ticket: Ticket, user: User, *, circle: Circle, letters: Mapping[str, Letter]) -> dict[str, Any]:
    """For each form of the page what it says and sends along."""
    failing = _failing(ticket, letters)
    previews = {
        form: [
            Preview([occasion], audience(occasion, circle=circle, by=user), failing)
            for occasion in occasions
            if occasion != Occasion.CHANGED or ticket.type.tells_changes
        ]
        for form, occasions in OF_FORM.items()
    }
    return {
        "told": previews,
        "seen": {form: seen_of(each) for form, each in previews.items()},
        "may_be_silent": user.may(Permission.TELL_NOBODY),
    }


def circle_beside(ticket: Ticket, around: Mapping[str, Any], *, people: Sequence[User], words: str) -> Circle:
    """The same as `circle_of`, out of what the page has read anyway; `words` are those of one's note."""
    responsible = [ticket.responsible] if ticket.responsible else around["members"]
    working = {user.pk for user in people}
    return Circle(
        requester=ticket.requester,
        responsible=[user for user in responsible if user.is_active],
        watching=[watcher.user for watcher in around["watchers"] if watcher.user_id in working],
        participants=around["participants"],
        mentioned=mentioned_in(words, people=people) if "@" in words else (),
        tells_oneself=ticket.division.tells_oneself,
    )


def _failing(ticket: Ticket, letters: Mapping[str, Letter]) -> set[str]:
    """The requester's address, if the last letter to them failed."""
    last = max(letters.values(), key=lambda letter: letter.pk, default=None)
    return {ticket.requester.email} if last and last.state == State.FAILED else set()
