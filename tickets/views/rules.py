"""Rules and own actions of a workspace: the settings pages."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.arranging import shift
from tickets.actions.governing import Idle, TooManyRules, copy_rule, describe, found, remove, switch
from tickets.actions.presetting import adopt_rules
from tickets.forms.rules import RuleForm, TrialForm
from tickets.models import Rule
from tickets.rules.choices import Happening
from tickets.rules.presets import PRESETS
from tickets.rules.reading import read_rule, read_rules
from tickets.rules.trying import LATEST, matched_among_latest, tried
from tickets.views.rule_deeds import ICONS, offered_deeds

may_manage = staff_required(Permission.MANAGE_RULES)


@require_safe
@may_manage
def index(request: StaffRequest) -> HttpResponse:
    """GET /settings/rules/ shows them in the order in which they act, each in one sentence."""
    return _index(request)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def new(request: StaffRequest) -> HttpResponse:
    """GET, POST /settings/rules/new/; a new rule is off until somebody switches it on."""
    form = RuleForm(request.POST or None, rule=Rule())
    if not form.is_valid():
        return _index(request, form=form, status=422 if form.is_bound else 200)
    try:
        return redirect(found(**form.told()))
    except TooManyRules:
        form.add_error(None, _("There are as many rules as there may be; please remove some first."))
    return _index(request, form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/rules/3/; with `?ticket=42` it also says what the rule would do to that one, and why not."""
    rule = get_object_or_404(Rule.objects.select_related("team"), pk=pk)
    form = RuleForm(request.POST or None, rule=rule)
    if form.is_valid():
        describe(rule, **form.told())
        messages.success(request, _("Saved."))
        return redirect(rule)
    return _page(request, rule, form=form, status=422 if form.is_bound else 200)


@require_POST
@may_manage
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/rules/3/place/ `to=up`: rules among rules, own actions among own actions."""
    rule = get_object_or_404(Rule, pk=pk)
    by_hand = Rule.objects.filter(happening=Happening.BY_HAND)
    among = by_hand if rule.is_own_action else Rule.objects.exclude(happening=Happening.BY_HAND)
    shift(rule, among=among, up=request.POST.get("to") == "up")
    return redirect("rules")


@require_POST
@may_manage
def turn(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/rules/3/switch/ `on=1` or `on=0`; `back=list` goes to the list."""
    rule = get_object_or_404(Rule, pk=pk)
    is_on = request.POST.get("on") == "1"
    try:
        switch(rule, is_on=is_on)
    except Idle:
        messages.error(request, _("It does nothing yet. Please add an action first."))
    else:
        messages.success(request, _("Switched on.") if is_on else _("Switched off."))
    return redirect("rules" if request.POST.get("back") == "list" else rule)


@require_POST
@may_manage
def duplicate(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/rules/3/copy/ goes to the copy, which is off (T24-30)."""
    rule = get_object_or_404(Rule, pk=pk)
    try:
        copied = copy_rule(rule)
    except TooManyRules:
        messages.error(request, _("There are as many rules as there may be; please remove some first."))
        return redirect(rule)
    messages.success(request, _("Copied. The copy is switched off."))
    return redirect(copied)


@require_POST
@may_manage
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """POST /settings/rules/3/removal/; what it did stays in the tickets' histories."""
    remove(get_object_or_404(Rule, pk=pk))
    messages.success(request, _("Removed."))
    return redirect("rules")


@require_POST
@may_manage
def preset(request: StaffRequest, key: str) -> HttpResponse:
    """POST /settings/rules/presets/due/ makes the rules of a set that are not there yet; twice changes nothing."""
    wanted = PRESETS.get(key)
    if wanted is None:
        raise Http404
    try:
        made = adopt_rules(wanted)
    except TooManyRules:
        messages.error(request, _("There are as many rules as there may be; please remove some first."))
    else:
        messages.success(request, _("Set up and switched on.") if made else _("These rules are there already."))
    return redirect("rules")


def _index(request: StaffRequest, *, form: RuleForm | None = None, status: int = 200) -> HttpResponse:
    read = read_rules(list(Rule.objects.select_related("team")))
    groups = [
        (_("What happens by itself"), [each for each in read if not each.rule.is_own_action]),
        (_("Own actions: buttons on the ticket"), [each for each in read if each.rule.is_own_action]),
    ]
    there = {each.rule.preset for each in read}
    presets = [each for each in PRESETS.values() if not there.issuperset(each.keys())]
    context = {"rules": read, "groups": groups, "form": form, "presets": presets}
    return render(request, "tickets/settings/rules.html", context, status=status)


def _page(request: StaffRequest, rule: Rule, *, form: RuleForm, status: int = 200) -> HttpResponse:
    trial = TrialForm(request.GET if "ticket" in request.GET else None, user=request.user)
    read = read_rule(rule)
    context: dict[str, Any] = {
        "rule": rule,
        "read": read,
        "form": form,
        "offered": offered_deeds(),
        "icons": ICONS,
        "trial": trial,
        "tried": tried(rule, trial.cleaned_data["ticket"], by=request.user) if trial.is_valid() else None,
        "matched": matched_among_latest(rule, seen_by=request.user),
        "latest": LATEST,
    }
    return render(request, "tickets/settings/rule.html", context, status=status)
