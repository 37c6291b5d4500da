"""What a rule does: actions are added, changed, put in order and taken away."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, staff_required
from accounts.choices import Permission
from tickets.actions.deciding import TooManyDeeds, add_deed, change_deed, drop_deed, shift_deed
from tickets.forms.deed_letters import MailDeedForm, NoteDeedForm, RingDeedForm
from tickets.forms.deeds import AssignDeedForm, DueDeedForm, SetDeedForm, StatusDeedForm, TagsDeedForm, settable_fields
from tickets.models import Rule
from tickets.placeholders import RULE_PLACEHOLDERS
from tickets.rules.choices import DeedKind
from tickets.rules.deeds import Deed, deeds_of

may_manage = staff_required(Permission.MANAGE_RULES)
FORMS: Mapping[DeedKind, Callable[..., Any]] = {
    DeedKind.ASSIGN: AssignDeedForm,
    DeedKind.STATUS: StatusDeedForm,
    DeedKind.SET: SetDeedForm,
    DeedKind.DUE: DueDeedForm,
    DeedKind.TAG: TagsDeedForm,
    DeedKind.UNTAG: TagsDeedForm,
    DeedKind.NOTE: NoteDeedForm,
    DeedKind.MAIL: MailDeedForm,
    DeedKind.RING: RingDeedForm,
}
ICONS = {
    DeedKind.ASSIGN: "user-check",
    DeedKind.STATUS: "circle-dot",
    DeedKind.SET: "pencil",
    DeedKind.DUE: "calendar-clock",
    DeedKind.TAG: "tag",
    DeedKind.UNTAG: "eraser",
    DeedKind.NOTE: "sticky-note",
    DeedKind.MAIL: "mail",
    DeedKind.RING: "bell",
}


#: In the menu; fields that can be set come last.
GROUPS: Sequence[tuple[str | Promise, Sequence[DeedKind]]] = (
    (gettext_lazy("The ticket"), (DeedKind.ASSIGN, DeedKind.STATUS, DeedKind.DUE, DeedKind.TAG, DeedKind.UNTAG)),
    (gettext_lazy("Tell somebody"), (DeedKind.NOTE, DeedKind.MAIL, DeedKind.RING)),
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One entry of the menu of actions; `query` stands behind the address of a new one."""

    group: str | Promise
    label: str
    icon: str
    query: str


def offered_deeds() -> list[tuple[str, list[Offered]]]:
    """Group by group."""
    return [(group, list(found)) for group, found in groupby(_offered(), key=lambda each: str(each.group))]


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """GET, POST /settings/rules/3/actions/new/?do=set&field=priority adds one at the end."""
    rule, kind = get_object_or_404(Rule, pk=pk), _kind(request.GET.get("do", ""))
    form = _form(request, rule, kind, field=request.GET.get("field", ""))
    if not form.is_valid():
        return _page(request, rule, kind, form)
    try:
        add_deed(rule, kind=kind, chosen=form.chosen())
    except TooManyDeeds:
        messages.error(request, _("A rule can do twenty things at most."))
    return redirect(rule)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    """GET, POST /settings/rules/3/actions/2/"""
    rule = get_object_or_404(Rule, pk=pk)
    deed = _deed(rule, key)
    form = _form(request, rule, deed.kind, field=deed.field, deed=deed)
    if not form.is_valid():
        return _page(request, rule, deed.kind, form)
    change_deed(rule, key, chosen=form.chosen())
    messages.success(request, _("Saved."))
    return redirect(rule)


@require_POST
@may_manage
def move(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    """POST /settings/rules/3/actions/2/place/ `to=up`: they are done in this order (T24-35)."""
    rule = get_object_or_404(Rule, pk=pk)
    shift_deed(rule, key, up=request.POST.get("to") == "up")
    return redirect(rule)


@require_POST
@may_manage
def remove(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    """POST /settings/rules/3/actions/2/removal/; a rule that does nothing any more is off."""
    rule = get_object_or_404(Rule, pk=pk)
    drop_deed(rule, key)
    messages.success(request, _("Removed."))
    return redirect(rule)


def _offered() -> Iterator[Offered]:
    for group, kinds in GROUPS:
        yield from (Offered(group, str(kind.label), ICONS[kind], f"do={kind}") for kind in kinds)
    for field in settable_fields():
        yield Offered(_("Set a field"), field.label, ICONS[DeedKind.SET], f"do={DeedKind.SET}&field={field.key}")


def _kind(word: str) -> DeedKind:
    if word not in DeedKind.values:
        raise Http404
    return DeedKind(word)


def _deed(rule: Rule, key: int) -> Deed:
    for deed in deeds_of(rule):
        if deed.key == key:
            return deed
    raise Http404


def _form(request: StaffRequest, rule: Rule, kind: DeedKind, *, field: str, deed: Deed | None = None) -> Any:
    """Of a field that is gone there is none."""
    more: dict[str, Any] = {}
    if kind == DeedKind.SET:
        more["field"] = next((each for each in settable_fields() if each.key == field), None)
        if more["field"] is None:
            raise Http404
    return FORMS[kind](request.POST or None, rule=rule, begun=deed.chosen if deed else {}, **more)


def _page(request: StaffRequest, rule: Rule, kind: DeedKind, form: Any) -> HttpResponse:
    context = {
        "rule": rule,
        "kind": kind,
        "form": form,
        "placeholders": RULE_PLACEHOLDERS if kind in (DeedKind.NOTE, DeedKind.MAIL, DeedKind.RING) else {},
    }
    return render(request, "tickets/settings/rule_deed.html", context, status=422 if form.is_bound else 200)
