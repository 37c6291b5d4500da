"""Mass actions: chosen, looked at, followed while they are done (C-37)."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, agent_required
from accounts.choices import Permission
from accounts.models import User
from exports.models import Export
from exports.ordering import TooMany as TooManyFiles
from tickets.actions.ordering import order_pdfs
from tickets.actions.planning import TooMany, plan
from tickets.forms.agreeing import agreed_in
from tickets.forms.mass import FORMS, KINDS, PDF, SelectionForm
from tickets.mass.choices import MOST_BOUND, LineState, MassKind
from tickets.mass.foresight import Foresight, foresee
from tickets.mass.rights import mass_action_for
from tickets.mass.selections import NotUnderstood, Selection
from tickets.mass.wishes import Vanished
from tickets.mass.wording import outcomes, wanted
from tickets.models import MassAction, Ticket
from tickets.tabling import amount
from ui.listing import By, page_of

NEWEST = [By("pk", descending=True)]
IN_ORDER = [By("number")]


@require_safe
@agent_required
def index(request: StaffRequest) -> HttpResponse:
    """GET /tickets/mass-actions/ lists one's own, the newest first."""
    page = page_of(MassAction.objects.of(request.user).begun().defer("numbers"), by=NEWEST, query=request.GET)
    return render(request, "tickets/mass/index.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@agent_required
def new(request: StaffRequest) -> HttpResponse:
    """GET /tickets/mass-actions/new/?tickets=1&tickets=2&kind=status asks what is wanted, POST plans it and shows the plan.

    `all=1&list=…` instead of `tickets`: everything that the list of this address shows. Without `kind` it is asked for.
    """
    sent = request.POST if request.method == "POST" else request.GET
    chosen = SelectionForm(sent, user=request.user)
    kind = sent.get("kind", "")
    if not chosen.is_valid() or (kind and kind not in FORMS):
        return _asked(request, chosen, status=422)
    if not kind:
        return _asked(request, chosen, status=422 if request.method == "POST" else 200)
    form = FORMS[kind](request.POST if request.method == "POST" else None, user=request.user)
    if kind == MassKind.MERGE and chosen.selection.numbers:
        form.initial["into"] = f"#{chosen.selection.numbers[0]}"
    if form.is_valid() and (made := _made(request, form, chosen.selection, kind)):
        return redirect("mass_pdf" if kind == PDF else "mass_action", pk=made.pk)
    return _asked(request, chosen, kind=kind, form=form, status=422 if form.is_bound else 200)


@require_safe
@never_cache
@agent_required
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /tickets/mass-actions/7/ says of a plan what would happen, and afterwards how far it is; htmx gets that alone."""
    action = mass_action_for(request.user, pk)
    if action.is_plan:
        return render(request, "tickets/mass/plan.html", planned(action, by=request.user))
    page = "tickets/mass/_progress.html" if request.htmx else "tickets/mass/show.html"
    return render(request, page, followed(action, by=request.user, query=request.GET))


def planned(action: MassAction, *, by: User) -> dict[str, Any]:
    """What a plan's page shows; `foresight` is nothing where it cannot be done any more, then `problem` says why."""
    foresight, problem = foreseen(action, by=by)
    return {
        "action": action,
        "wanted": wanted(action),
        "foresight": foresight,
        "counted": amount(foresight.looked_at) if foresight else "",
        "problem": problem,
    }


def foreseen(action: MassAction, *, by: User) -> tuple[Foresight | None, str]:
    try:
        return foresee(action, by=by), ""
    except Vanished:
        return None, _("What was chosen is no longer offered. Please choose again.")
    except NotUnderstood:
        return None, _("The list is not understood any more as it was. Please choose again.")


def followed(action: MassAction, *, by: User, query: QueryDict) -> dict[str, Any]:
    """How far it is; `lines` of the state that the address names: who asks for none reads those that stay as they are."""
    lines = action.lines.all()
    state = query.get("state", "")
    shown = [state] if state in LineState else [LineState.REFUSED, LineState.KEPT]
    page = page_of(lines.filter(state__in=shown), by=IN_ORDER, query=query)
    tickets = Ticket.objects.visible_to(by).in_bulk([line.number for line in page.rows])
    return {
        "action": action,
        "wanted": wanted(action),
        "page": page,
        "lines": [(line, tickets.get(line.number), state, reason) for line, state, reason in outcomes(page.rows)],
        "state": state,
        "states": LineState.choices,
    }


def _asked(request: StaffRequest, chosen: SelectionForm, *, kind: str = "", form: Any = None, status: int = 200) -> HttpResponse:
    selection = getattr(chosen, "selection", None)
    context = {
        "selection": chosen,
        "counted": _counted(selection) if selection else "",
        "missing": selection.missing if selection else 0,
        "kinds": KINDS,
        "kind": kind,
        "title": dict(KINDS).get(kind, ""),
        "form": form,
        "may_be_silent": request.user.may(Permission.TELL_NOBODY),
    }
    return render(request, "tickets/mass/new.html", context, status=status)


def _counted(selection: Selection) -> str:
    """Nobody counts further than this."""
    return f"{amount()}+" if selection.numbers is None else amount(len(selection.numbers))


def _made(request: StaffRequest, form: Any, selection: Selection, kind: str) -> MassAction | Export | None:
    """The plan, or the file that is made of it; if it is too much, the form says so."""
    if kind == PDF:
        return _ordered(form, selection, by=request.user)
    silent = agreed_in(request, by=request.user).silent
    try:
        return plan(MassKind(kind), by=request.user, selection=selection, wish=form.wish(), silent=silent)
    except TooMany as refusal:
        form.add_error(None, _("At most %(most)s tickets at once. Please choose fewer.") % {"most": amount(refusal.most)})
        return None


def _ordered(form: Any, selection: Selection, *, by: User) -> Export | None:
    most = MOST_BOUND[form.cleaned_data["binding"]]
    if selection.numbers is None or len(selection.numbers) > most:
        form.add_error("binding", _("At most %(most)s tickets at once. Please choose fewer.") % {"most": amount(most)})
        return None
    try:
        return order_pdfs(selection.numbers, by=by, **form.cleaned_data)
    except TooManyFiles:
        form.add_error(None, _("You are waiting for many files already. Please try again when one of them is ready."))
        return None
