"""Own actions: what one would do to this ticket, and the button that does it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from accounts.choices import Permission
from tickets.access import ticket_for
from tickets.actions.acting import DoesNotFit, act
from tickets.actions.agreeing import OthersHear
from tickets.models import Rule, Ticket
from tickets.rules.offering import own_action_for
from tickets.rules.trying import tried

LONGEST = 20_000


class ActForm(forms.Form):
    """What the page sends along: once is once, and whom it named."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    silent = forms.BooleanField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def create(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """GET /tickets/42/actions/3/ says what it would do, POST does it; the same page twice is once."""
    ticket, rule = ticket_for(request.user, number), own_action_for(request.user, pk)
    form = ActForm(request.POST) if request.method == "POST" else None
    if form is None or not form.is_valid():
        return _page(request, ticket, rule, status=422 if form else 200)
    said = form.cleaned_data
    if said["silent"] and not request.user.may(Permission.TELL_NOBODY):
        raise PermissionDenied
    try:
        act(ticket, rule, by=request.user, token=said["token"], seen=said["seen"].split(), is_silent=said["silent"])
    except OthersHear as refusal:
        return _page(request, ticket, rule, refusal=refusal, status=409)
    except DoesNotFit:
        return _page(request, ticket, rule, status=409)
    messages.success(request, _("Done: %(name)s.") % {"name": rule.name})
    return redirect(ticket)


def _page(request: StaffRequest, ticket: Ticket, rule: Rule, *, refusal: Any = None, status: int = 200) -> HttpResponse:
    trial = tried(rule, ticket, by=request.user)
    context = {
        "ticket": ticket,
        "rule": rule,
        "tried": trial,
        "token": uuid4(),
        "seen": " ".join(trial.addresses),
        "refusal": refusal,
        "may_be_silent": request.user.may(Permission.TELL_NOBODY),
    }
    return render(request, "tickets/records/own_action.html", context, status=status)
