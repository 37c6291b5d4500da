"""Making a ticket of its own out of a message, and taking that back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.merging import CannotMerge
from tickets.actions.splitting import CannotSplit, may_split, split, unsplit
from tickets.forms.merging import SplitForm
from tickets.models import Message


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """GET, POST /tickets/42/messages/7/split/ asks for a subject, and moves the message into a ticket of whoever wrote it."""
    ticket = ticket_for(request.user, number)
    message = get_object_or_404(Message.objects.select_related("contact", "author", "ticket"), pk=pk, ticket=ticket)
    if not may_split(message):
        raise Http404
    form = SplitForm(request.POST or None, initial={"subject": ticket.subject})
    if not form.is_valid():
        context = {"ticket": ticket, "message": message, "form": form}
        return render(request, "tickets/records/split.html", context, status=422 if form.is_bound else 200)
    try:
        new = split(message, by=request.user, subject=form.cleaned_data["subject"])
    except CannotSplit as changed:
        raise Http404 from changed
    words = _("The message is ticket #%(number)s now.") % {"number": new.pk}
    messages.success(request, words, extra_tags=f"undo:{reverse('unsplit', kwargs={'number': new.pk})}")
    return redirect(new)


@require_POST
@agent_required
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/43/split/undo/ puts it back into the ticket it came from."""
    ticket = ticket_for(request.user, number)
    try:
        origin = unsplit(ticket, by=request.user)
    except CannotMerge:
        messages.error(request, _("The ticket it came from is deleted."))
        return redirect(ticket)
    messages.success(request, _("The message is back in its place."))
    return redirect(origin)
