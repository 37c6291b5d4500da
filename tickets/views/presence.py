"""Who is at a ticket with me, and what happened there meanwhile."""

import hashlib
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.access import bare_ticket_for
from tickets.drafts import state_of
from tickets.models import Event
from tickets.presence import Doing, Present, appear, others_at

#: Named one by one; the rest is counted.
NAMED = 3
DRAFTS = "X-Drafts"


@require_POST
@agent_required
def update(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/presence/ says what I am doing there (`doing`); answers who else is, and what others did since.

    `mark` is the last event that my page shows, `known` the answer it has: nothing new is 204. Either answer says in a header
    in which state colleagues' drafts are, so that they are asked for only when they changed.
    """
    ticket = bare_ticket_for(request.user, number)
    doing = request.POST.get("doing", "")
    appear(ticket, by=request.user, doing=Doing(doing) if doing in Doing.values else Doing.LOOKING)
    if doing == Doing.GONE:
        return HttpResponse(status=204)
    present = others_at(ticket, but=request.user, among=User.objects.assignable())
    mark = request.POST.get("mark", "")
    since = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 19 else 0
    news = list(ticket.events.filter(pk__gt=since).exclude(actor=request.user).select_related("actor", "contact").order_by("-pk"))
    state = _state(present, news)
    drafts = state_of(ticket, but=request.user)
    if state == request.POST.get("known", ""):
        return HttpResponse(status=204, headers={DRAFTS: drafts})
    context = {
        "ticket": ticket,
        "present": present[:NAMED],
        "more": len(present) - NAMED,
        "news": news[:NAMED],
        "old": news[NAMED:],
        "state": state,
        "has_moved": ticket.pk != number,
    }
    answer = render(request, "tickets/ticket/_present.html", context)
    answer[DRAFTS] = drafts
    return answer


def _state(present: Sequence[Present], news: Sequence[Event]) -> str:
    if not present and not news:
        return ""
    said = [(each.user.pk, each.doing.value) for each in present], [event.pk for event in news[:1]]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]
