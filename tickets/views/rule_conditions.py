"""For which tickets a rule is: the filters of lists, edited as in lists."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest
from lists.forms import LONGEST_ADDRESS
from lists.opening import bare
from tickets.actions.governing import ask_of
from tickets.models import Rule, Ticket
from tickets.rules.conditions import Conditions
from tickets.rules.trying import LATEST, matched_among_latest
from tickets.views.rules import may_manage
from ui.conditions import Asked
from ui.phrases import sentence

#: So many of the tickets that meet them are shown.
SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET /settings/rules/3/conditions/?tags=Bugs shows what the address asks, and which tickets meet it; POST keeps `query`."""
    rule = get_object_or_404(Rule, pk=pk)
    query = QueryDict(request.POST.get("query", "").removeprefix("?")) if request.method == "POST" else request.GET
    conditions = Conditions()
    kept = _kept(conditions.asked(query.urlencode(), trusting=False))
    if request.method != "POST":
        return _page(request, rule, query, conditions)
    if complaint := _complaint(conditions, kept):
        messages.error(request, complaint)
        return _page(request, rule, query, conditions, status=422)
    ask_of(rule, kept)
    messages.success(request, _("Saved."))
    return redirect(rule)


def _kept(asked: Asked) -> str:
    """What is asked, and nothing else: which control is open says nothing."""
    return bare(asked.query).urlencode(safe=",")


def _complaint(conditions: Conditions, kept: str) -> str:
    if len(kept) > LONGEST_ADDRESS:
        return _("These are too many conditions.")
    if kept and not conditions.understands(conditions.asked(kept, trusting=False)):
        return _("A condition is not understood. Please correct or remove it first.")
    return ""


def _page(request: StaffRequest, rule: Rule, query: QueryDict, conditions: Conditions, *, status: int = 200) -> HttpResponse:
    asked = Asked(query, conditions.facets)
    meant = Rule(query=_kept(asked))
    found = conditions.among(Ticket.objects.visible_to(request.user), meant).for_list()
    context = {
        "rule": rule,
        "listing": asked,
        "chips": list(asked.chips()),
        "editor": asked.editor(),
        "sentence": sentence([group.phrases for group in asked.groups]),
        "query": meant.query,
        "is_saved": meant.query == rule.query,
        "matched": matched_among_latest(meant, seen_by=request.user),
        "latest": LATEST,
        "found": list(found.order_by("-opened_at", "-pk")[:SHOWN]),
    }
    return render(request, "tickets/settings/rule_conditions.html", context, status=status)
