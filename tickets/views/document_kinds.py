"""What kind of document a file of a ticket is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import LARGEST_NUMBER, ticket_for
from tickets.actions.classifying import classify
from tickets.documents import documents_of
from tickets.forms.documents import KindForm


@require_POST
@agent_required
def update(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/documents/7/kind/ (BL-25)"""
    ticket = ticket_for(request.user, number)
    file = get_object_or_404(documents_of(ticket, seen_by=request.user), pk=min(pk, LARGEST_NUMBER))
    form = KindForm(request.POST)
    if form.is_valid():
        classify(ticket, [file], kind=form.cleaned_data["kind"], by=request.user)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("This kind of document is no longer offered."))
    return redirect("documents", ticket.pk)
