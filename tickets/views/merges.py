"""Merging a ticket into another, and taking that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import merge_for, ticket_for
from tickets.actions.merging import CannotMerge, merge, unmerge
from tickets.forms.merging import MergeForm
from tickets.models import Ticket

OTHERS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int) -> HttpResponse:
    """GET, POST /tickets/42/merge/ lets it live on in another; `?other=43` shows both before."""
    ticket = ticket_for(request.user, number)
    sent = request.POST if request.method == "POST" else request.GET
    form = MergeForm(sent or None, ticket=ticket, user=request.user, is_meant=request.method == "POST")
    if request.method != "POST" or not form.is_valid():
        return _page(request, ticket, form, status=422 if request.method == "POST" else 200)
    into = form.cleaned_data["other"]
    try:
        merge(ticket, into=into, by=request.user)
    except CannotMerge:
        messages.error(request, _("Somebody was quicker: one of the tickets is merged or deleted already."))
        return redirect("ticket", number=into.pk)
    words = _("#%(number)s lives on in this ticket.") % {"number": ticket.pk}
    messages.success(request, words, extra_tags=f"undo:{reverse('unmerge', kwargs={'number': ticket.pk})}")
    return redirect(into)


@require_POST
@agent_required
def undo(request: StaffRequest, number: int) -> HttpResponse:
    """POST /tickets/42/merge/undo/ puts everything back; on a ticket that is not merged nothing happens."""
    ticket = merge_for(request.user, number)
    if ticket is None:
        return redirect(ticket_for(request.user, number))
    unmerge(ticket, by=request.user)
    messages.success(request, _("The tickets are separate again."))
    return redirect("ticket", number=number)


def _page(request: StaffRequest, ticket: Ticket, form: MergeForm, *, status: int) -> HttpResponse:
    others = Ticket.objects.visible_to(request.user).filter(requester=ticket.requester_id).exclude(pk=ticket.pk)
    form.full_clean()
    chosen = form.cleaned_data.get("other") if form.is_bound else None
    context = {
        "ticket": ticket,
        "form": form,
        "chosen": chosen,
        "pair": [ticket, chosen],
        "others": others.for_list().order_by("-last_activity_at", "-pk")[:OTHERS],
    }
    return render(request, "tickets/records/merge.html", context, status=status)
