"""A new ticket like one that is there."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from tickets.access import ticket_for
from tickets.actions.copying import copy
from tickets.forms.records import CopyForm, first_words
from tickets.models import Ticket


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/copy/ (CP-14); the same form twice makes one copy."""
    ticket = ticket_for(request.user, number)
    form = CopyForm(request.POST or None, initial={"subject": ticket.subject, "body": first_words(ticket)})
    if not form.is_valid():
        context = {"ticket": ticket, "form": form}
        return render(request, "tickets/records/copy.html", context, status=422 if form.is_bound else 200)
    new = _copied(form, ticket, request)
    words = _("This is the copy of #%(number)s.") % {"number": ticket.pk}
    messages.success(request, words, extra_tags=f"undo:{reverse('deletion', kwargs={'number': new.pk})}")
    return redirect(new)


def _copied(form: CopyForm, ticket: Ticket, request: StaffRequest) -> Ticket:
    try:
        return copy(ticket, by=request.user, **form.told())
    except IntegrityError:
        return Ticket.objects.get(messages__message_id=form.message_id)
