"""Changing what a message says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from notifications import outbox
from notifications.choices import State
from notifications.models import Letter
from tickets.access import ticket_for
from tickets.actions.editing import NotYours, Overtaken, StillHere, edit, redact
from tickets.forms.revising import RevisionForm
from tickets.models import Message
from tickets.revisions import may_edit


@require_http_methods(["GET", "POST"])
@agent_required
def update(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """GET, POST /tickets/42/messages/7/ for its author and administrators; 409 if somebody else was quicker."""
    ticket = ticket_for(request.user, number)
    message = get_object_or_404(ticket.messages.select_related("author", "contact"), pk=pk)
    if not may_edit(request.user, message):
        raise PermissionDenied
    form = RevisionForm(request.POST or None, message=message)
    if not form.is_valid():
        return _page(request, message, form, status=422 if form.is_bound else 200)
    try:
        _save(request, message, form)
    except (NotYours, StillHere):
        form.add_error(None, _("It has not left yet: take it back instead of changing it."))
    except outbox.UnderWay:
        form.add_error(None, _("An e-mail with these words is just being sent. Try again in a moment."))
    except Overtaken:
        current = Message.objects.get(pk=message.pk)
        form.add_error(None, _("Somebody else changed it meanwhile; it says now: “%(text)s”") % {"text": current.text[:2000]})
        form.data = {**request.POST.dict(), "seen": str(current.versions.count())}
    else:
        messages.success(request, _("Saved."))
        return redirect(f"{ticket.get_absolute_url()}#message-{message.pk}")
    return _page(request, message, form, status=409)


def _save(request: StaffRequest, message: Message, form: RevisionForm) -> None:
    said = form.cleaned_data
    if said["forget"]:
        files = said.get("removed", ())
        redact(message, by=request.user, html=form.written, seen=said["seen"], reason=said["reason"], files=files)
    else:
        edit(message, by=request.user, html=form.written, seen=said["seen"], reason=said["reason"])


def _page(request: StaffRequest, message: Message, form: RevisionForm, *, status: int) -> HttpResponse:
    has_left = Letter.objects.filter(message_id=message.message_id, state__in=[State.SENT, State.UNCLEAR]).exists()
    context = {"ticket": message.ticket, "message": message, "form": form, "has_left": has_left}
    return render(request, "tickets/ticket/revision.html", context, status=status)
