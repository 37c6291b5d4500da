"""What rules do, and what keeps them from it, in plain sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from tickets.fields import label_of
from tickets.mail.clean import html_to_text
from tickets.models import Rule
from tickets.picklists import MODELS
from tickets.rules.choices import DeedKind, Happening, To
from tickets.rules.deeds import ME, Deed
from tickets.rules.targets import Targets
from tickets.values import in_words

#: As much of a note as one line shows.
EXCERPT = 60
WHEN = {
    Happening.OPENED: gettext_lazy("When a ticket comes in"),
    Happening.ANSWERED: gettext_lazy("When the customer answers"),
    Happening.REPLIED: gettext_lazy("When we answer the customer"),
    Happening.STATUS: gettext_lazy("When the status changes"),
    Happening.CHANGED: gettext_lazy("When something about a ticket changes"),
    Happening.BY_HAND: gettext_lazy("By hand"),
}
SENTENCES = {
    DeedKind.ASSIGN: gettext_noop("responsible becomes %(aim)s"),
    DeedKind.STATUS: gettext_noop("status becomes %(aim)s"),
    DeedKind.SET: gettext_noop("%(field)s becomes %(aim)s"),
    DeedKind.TAG: gettext_noop("add tag %(aim)s"),
    DeedKind.UNTAG: gettext_noop("remove tag %(aim)s"),
    DeedKind.NOTE: gettext_noop("internal note “%(aim)s”"),
    DeedKind.MAIL: gettext_noop("e-mail to %(aim)s"),
    DeedKind.RING: gettext_noop("notification to %(aim)s"),
}
#: What a rule names that is gone from the workspace.
MISSING = gettext_lazy("(no longer there)")


def said(kind: DeedKind, *, aim: Any, field: str = "") -> str:
    """One deed: “responsible becomes Max Keller”; of a due date `aim` is the number of days."""
    if kind == DeedKind.DUE:
        return ngettext("due in %(days)s day", "due in %(days)s days", aim) % {"days": aim}
    return _(SENTENCES[kind]) % {"aim": aim, "field": field}


def deed_said(deed: Deed, targets: Targets) -> str:
    return said(deed.kind, aim=aim_of(deed, targets), field=field_of(deed, targets))


def rule_said(rule: Rule, *, conditions: str, deeds: list[str]) -> str:
    """All of it: “When a ticket comes in (tags: Bugs): responsible becomes Max Keller, e-mail to Ada”."""
    when = str(WHEN[Happening(rule.happening)])
    begin = _("%(when)s (%(conditions)s)") % {"when": when, "conditions": conditions} if conditions else when
    return _("%(when)s: %(deeds)s") % {"when": begin, "deeds": ", ".join(deeds)} if deeds else begin


def field_of(deed: Deed, targets: Targets) -> str:
    """The label of the field that is set."""
    if deed.own_field is None:
        return label_of(deed.field) if deed.kind == DeedKind.SET else ""
    custom = targets.customs.get(deed.own_field)
    return custom.name if custom else str(MISSING)


def aim_of(deed: Deed, targets: Targets) -> Any:
    """To whom, what, or how many days."""
    return AIMS[deed.kind](deed, targets)


def _person(deed: Deed, targets: Targets) -> str:
    chosen = deed.chosen
    if chosen.get("user") == ME:
        return _("whoever presses the button")
    if "user" in chosen:
        return str(targets.users.get(chosen["user"]) or MISSING)
    if "team" in chosen:
        return str(targets.teams.get(chosen["team"]) or MISSING)
    if deed.kind == DeedKind.ASSIGN:
        return _("nobody")
    to = chosen.get("to", To.RESPONSIBLE)
    return str(chosen["address"] if to == To.ADDRESS else RECIPIENTS[to])


RECIPIENTS: Mapping[str, Any] = {
    To.REQUESTER: gettext_lazy("who asked"),
    To.RESPONSIBLE: gettext_lazy("who is responsible"),
}


def _value(deed: Deed, targets: Targets) -> str:
    value = deed.chosen["value"]
    if deed.own_field is not None:
        custom = targets.customs.get(deed.own_field)
        return in_words(custom, value, names={}) if custom else str(MISSING)
    if deed.field in MODELS:
        return str(targets.entries.get((deed.field, value)) or MISSING)
    return _("Yes") if value else _("No")


def _excerpt(deed: Deed, targets: Targets) -> str:
    text = " ".join(html_to_text(deed.chosen["html"]).split())
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"


AIMS: Mapping[DeedKind, Callable[[Deed, Targets], Any]] = {
    DeedKind.ASSIGN: _person,
    DeedKind.STATUS: lambda deed, targets: str(targets.statuses.get(deed.chosen["status"]) or MISSING),
    DeedKind.SET: _value,
    DeedKind.DUE: lambda deed, targets: deed.chosen["days"],
    DeedKind.TAG: lambda deed, targets: ", ".join(deed.chosen["tags"]),
    DeedKind.UNTAG: lambda deed, targets: ", ".join(deed.chosen["tags"]),
    DeedKind.NOTE: _excerpt,
    DeedKind.MAIL: _person,
    DeedKind.RING: _person,
}
