"""Starting a mass action, stopping it, undoing it, and what became of each ticket as a file."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tenants import here
from tickets.actions.planning import Busy, Stale, cancel, discard, start, undo
from tickets.mass.rights import mass_action_for, may_do
from tickets.mass.selections import NotUnderstood
from tickets.mass.wishes import Vanished
from tickets.mass.wording import outcomes
from tickets.models import MassAction, Ticket
from tickets.tasks import pursue_mass_action
from tickets.views.mass_actions import IN_ORDER, planned
from ui.listing import batches_of
from ui.spreadsheets import csv_lines


@require_POST
@agent_required
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /tickets/mass-actions/7/start/ lets a worker begin, or go on where it failed; 409 where others would hear now.

    `told` is what the plan's page said of that.
    """
    action = mass_action_for(request.user, pk)
    if not may_do(request.user, action.kind, silent=action.silent):
        return _again(request, action, _("You are no longer allowed to do this."), status=403)
    try:
        if start(action, by=request.user, told=request.POST.get("told", "") if action.is_plan else None):
            pursue_mass_action.delay_on_commit(action.pk)
    except Stale:
        return _again(request, action, _("Other people would get e-mails now than this page said. Please look once more."))
    except Busy:
        return _again(request, action, _("Please wait until one of your other mass actions is done."))
    except (Vanished, NotUnderstood):
        return _again(request, action, "")
    return redirect("mass_action", pk=action.pk)


@require_POST
@agent_required
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /tickets/mass-actions/7/cancellation/ stops it before the next ticket; a plan is thrown away."""
    action = mass_action_for(request.user, pk)
    if action.is_plan:
        discard(action)
        return redirect("queue")
    cancel(action)
    return redirect("mass_action", pk=action.pk)


@require_POST
@agent_required
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /tickets/mass-actions/7/undo/ has all of it undone (B-6)."""
    action = mass_action_for(request.user, pk)
    if undo(action):
        pursue_mass_action.delay_on_commit(action.pk)
    else:
        messages.error(request, _("There is nothing to undo."))
    return redirect("mass_action", pk=action.pk)


@require_safe
@agent_required
@never_cache
def report(request: StaffRequest, pk: int) -> HttpResponseBase:
    """GET /tickets/mass-actions/7/report.csv says what became of each ticket."""
    action = mass_action_for(request.user, pk)
    headers = {"Content-Disposition": f'attachment; filename="mass-action-{action.pk}.csv"', "X-Accel-Buffering": "no"}
    return StreamingHttpResponse(_streamed(action, request.user), content_type="text/csv; charset=utf-8", headers=headers)


def _streamed(action: MassAction, user: User) -> Iterator[str]:
    """Written when the door is closed again: the workspace, language and time zone of now are entered once more."""
    workspace, language, zone = here.workspace(), translation.get_language(), timezone.get_current_timezone()

    def lines() -> Iterator[str]:
        with workspace, translation.override(language), timezone.override(zone):
            yield from csv_lines(_rows(action, user))

    return lines()


def _rows(action: MassAction, user: User) -> Iterator[list[str]]:
    """The subject only of what this person may see now."""
    yield [_("Number"), _("Subject"), _("State"), _("Reason")]
    for batch in batches_of(action.lines.all(), by=IN_ORDER):
        seen = Ticket.objects.visible_to(user).filter(pk__in=[line.number for line in batch])
        subjects = dict(seen.values_list("pk", "subject"))
        for line, state, reason in outcomes(batch):
            yield [str(line.number), subjects.get(line.number, ""), state, reason]


def _again(request: StaffRequest, action: MassAction, problem: str, *, status: int = 409) -> HttpResponse:
    """The plan as it is now; of what was begun before, its page."""
    if not action.is_plan:
        messages.error(request, problem)
        return redirect("mass_action", pk=action.pk)
    context = planned(action, by=request.user)
    return render(request, "tickets/mass/plan.html", context | {"problem": problem or context["problem"]}, status=status)
