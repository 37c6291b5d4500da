"""Putting a ticket off until a date, and waking it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.moving import NotAllowed
from tickets.actions.snoozing import snooze, wake
from tickets.choices import Verb
from tickets.forms.records import SnoozeForm
from tickets.views.undoings import undo_tag

#: When a day begins at the desk.
MORNING = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    label: str
    until: datetime

    @property
    def value(self) -> str:
        return self.until.strftime("%Y-%m-%dT%H:%M")


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/snooze/ puts it off; it comes back by itself."""
    ticket = ticket_for(request.user, number)
    form = SnoozeForm(request.POST or None, initial={"until": ticket.snoozed_until})
    if not form.is_valid():
        context = {"ticket": ticket, "form": form, "suggestions": list(suggestions())}
        return render(request, "tickets/records/snooze.html", context, status=422 if form.is_bound else 200)
    until = form.cleaned_data["until"]
    try:
        snooze(ticket, by=request.user, until=until)
    except NotAllowed as refusal:
        words = _("The workflow of this ticket's type does not lead from %(before)s to %(after)s.")
        messages.error(request, words % {"before": refusal.before, "after": refusal.after})
        return redirect(ticket)
    day = formats.date_format(timezone.localtime(until), "SHORT_DATETIME_FORMAT")
    words = _("Put off until %(day)s.") % {"day": day}
    messages.success(request, words, extra_tags=undo_tag(ticket, Verb.SNOOZED, by=request.user))
    return redirect(ticket)


@require_POST
@agent_required
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/waking/ wakes it now."""
    ticket = ticket_for(request.user, number)
    wake(ticket, by=request.user)
    messages.success(request, _("Open again."), extra_tags=undo_tag(ticket, Verb.WOKEN, by=request.user))
    return redirect(ticket)


def suggestions() -> Iterator[Suggestion]:
    """What people mean most: always in the morning, Monday at the earliest after a weekend."""
    now = timezone.localtime()
    morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    yield Suggestion(_("In two hours"), (now + timedelta(hours=2)).replace(second=0, microsecond=0))
    yield Suggestion(_("Tomorrow morning"), morning + timedelta(days=1))
    yield Suggestion(_("Next Monday"), morning + timedelta(days=7 - now.weekday()))
    yield Suggestion(_("In two weeks"), morning + timedelta(days=14))
