"""The time of a ticket: its clocks, and what was spent on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, agent_required
from tickets.access import LARGEST_NUMBER, ticket_for
from tickets.actions.spending import correct, spend, strike
from tickets.efforts import may_change, measured_of, spent_on, with_sums
from tickets.forms.efforts import HandForm, MeasuredForm
from tickets.models import Effort, Ticket
from tickets.revisions import may_edit_all
from tickets.stays import stays_of
from ui.listing import By, page_of

NEWEST = [By("on", descending=True), By("pk", descending=True)]


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/time/ shows all of it, POST writes time down by hand; with `short` for oneself, from the ticket's page."""
    ticket = ticket_for(request.user, number)
    is_short = "short" in request.POST
    form = HandForm(request.POST or None, user=request.user, is_short=is_short)
    if not form.is_valid():
        return time_page(request, ticket, by_hand=form)
    spend(ticket, by=request.user, token=form.given_token, **form.spent)
    messages.success(request, _("The time is recorded."))
    return redirect(f"{ticket.get_absolute_url()}#time" if is_short else f"{ticket.get_absolute_url()}time/")


@require_http_methods(["GET", "HEAD", "POST"])
@agent_required
def edit(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """GET, POST /tickets/42/time/7/ of whose time it is, and of administrators."""
    ticket = ticket_for(request.user, number)
    effort = _effort(request, ticket, pk)
    data = request.POST or None
    form = HandForm(data, user=request.user, effort=effort) if effort.measured is None else MeasuredForm(data, effort=effort)
    if form.is_valid():
        correct(effort, by=request.user, **form.spent)
        messages.success(request, _("Saved."))
        return redirect("time", ticket.pk)
    context = {"ticket": ticket, "effort": effort, "form": form}
    return render(request, "tickets/records/effort.html", context, status=422 if form.is_bound else 200)


@require_POST
@agent_required
def remove(request: StaffRequest, number: int, pk: int) -> HttpResponse:
    """POST /tickets/42/time/7/removal/"""
    ticket = ticket_for(request.user, number)
    strike(_effort(request, ticket, pk), by=request.user)
    messages.success(request, _("The time is removed; the history keeps what it was."))
    return redirect("time", ticket.pk)


def time_page(
    request: StaffRequest, ticket: Ticket, *, by_hand: HandForm | None = None, measured: MeasuredForm | None = None
) -> HttpResponse:
    """With the forms as somebody filled them in; fresh ones where nobody did."""
    spent = spent_on(with_sums(Ticket.objects.filter(pk=ticket.pk), user=request.user).get())
    forms = [by_hand or HandForm(user=request.user), measured or MeasuredForm(measured=spent.mine)]
    context = {
        "ticket": ticket,
        "stays": stays_of(ticket),
        "spent": spent,
        "fresh": measured_of(ticket),
        "page": page_of(ticket.efforts.select_related("person"), by=NEWEST, query=request.GET),
        "form": forms[0],
        "measured_form": forms[1],
        "may_change_all": may_edit_all(request.user),
    }
    is_refused = any(form.is_bound for form in forms)
    return render(request, "tickets/records/time.html", context, status=422 if is_refused else 200)


def _effort(request: StaffRequest, ticket: Ticket, pk: int) -> Effort:
    effort = get_object_or_404(ticket.efforts.select_related("ticket", "person"), pk=min(pk, LARGEST_NUMBER))
    if not may_change(request.user, effort):
        raise PermissionDenied
    return effort
