"""What a rule does, as an administrator chooses it: one small form for each kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.access import workers
from accounts.models import Team
from tickets.choices import Access
from tickets.fields import FieldRule, rules_of
from tickets.forms.entries import EntryField, TagsField
from tickets.forms.filling import Offers, input_for, opened
from tickets.models import CustomField, Rule, Status
from tickets.picklists import MODELS, offered
from tickets.rules.deeds import ME
from tickets.rules.targets import SETTABLE
from tickets.values import stored

LONGEST_WAIT = 3650
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
Chosen = Mapping[str, Any]


class DeedForm(forms.Form):
    """`begun` is what the rule kept before; each form says by `chosen()` what it keeps from now on."""

    def __init__(self, *args: Any, rule: Rule, begun: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, self.begun = rule, begun


class PeopleField(forms.ChoiceField):
    """One of the people who work on tickets, or a team; `also` are other answers, by what the rule keeps of them."""

    def __init__(self, *, also: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        people = [(f"user-{user.pk}", user.name) for user in workers()]
        teams = [(f"team-{team.pk}", team.name) for team in Team.objects.filter(is_active=True)]
        groups = [*also, (_("People"), people), (_("Teams"), teams)]
        super().__init__(choices=[group for group in groups if group[1]], **kwargs)


def key_of(kept: Chosen) -> str:
    """A person or team as the control has it; nothing where the rule names neither."""
    if kept.get("user") == ME:
        return ME
    return next((f"{name}-{kept[name]}" for name in ("user", "team") if name in kept), "")


def named(key: str) -> dict[str, Any]:
    """The way back."""
    if key == ME:
        return {"user": ME}
    kind, _dash, number = key.partition("-")
    return {kind: int(number)} if kind in ("user", "team") and number else {}


class AssignDeedForm(DeedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        also = [(ME, _("Whoever presses the button"))] if self.rule.is_own_action else []
        self.fields["to"] = PeopleField(also=[*also, ("", _("Nobody"))], required=False, label=_("Responsible"))
        self.initial["to"] = key_of(self.begun)

    def chosen(self) -> dict[str, Any]:
        return named(self.cleaned_data["to"])


class StatusDeedForm(DeedForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"] = EntryField(list(Status.objects.filter(is_active=True)), label=_("Status"), required=True)
        self.initial["status"] = str(self.begun.get("status", ""))

    def chosen(self) -> dict[str, Any]:
        return {"status": self.cleaned_data["status"].pk}


class DueDeedForm(DeedForm):
    days = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_WAIT,
        label=_("Due in so many days"),
        help_text=_("Calendar days, at the same time of the day. A due date that somebody set by hand stays."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["days"] = self.begun.get("days")

    def chosen(self) -> dict[str, Any]:
        return {"days": self.cleaned_data["days"]}


class TagsDeedForm(DeedForm):
    tags = TagsField(label=_("Tags"), max_length=1000, help_text=_("Between commas."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["tags"] = list(self.begun.get("tags", []))

    def clean_tags(self) -> list[str]:
        tags: list[str] = self.cleaned_data["tags"]
        if not tags:
            raise forms.ValidationError(_("Please name at least one tag."))
        return tags

    def chosen(self) -> dict[str, Any]:
        return {"tags": self.cleaned_data["tags"]}


class SetDeedForm(DeedForm):
    """Sets one field; which one stands in the address of its page."""

    def __init__(self, *args: Any, field: FieldRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        made = _control(field)
        self.fields["value"] = made
        if "value" in self.begun:
            self.initial["value"] = _opened(self.begun["value"], made)

    def chosen(self) -> dict[str, Any]:
        value = self.cleaned_data["value"]
        if self.field.key == "is_urgent":
            return {"field": self.field.key, "value": value == "yes"}
        kept = value.pk if isinstance(value, Model) and self.field.custom is None else stored(value)
        return {"field": self.field.key, "value": kept}


def settable_fields() -> list[FieldRule]:
    """Which fields a rule can set: short lists that have something to choose, the flame, and own fields of plain kinds."""
    lists = offered()
    own = CustomField.objects.filter(is_active=True, kind__in=SETTABLE).prefetch_related("options")
    rules = rules_of([], own)
    known = {key for key in MODELS if lists[key]} | {"is_urgent"}
    return [rule for rule in rules if rule.key in known or (rule.custom and _has_something(rule.custom))]


def _has_something(custom: CustomField) -> bool:
    return not custom.has_options or any(option.is_active for option in custom.options.all())


def _control(field: FieldRule) -> forms.Field:
    if field.key == "is_urgent":
        return forms.ChoiceField(choices=YES_NO, label=field.label)
    made = input_for(field, offers=Offers(lists=offered()), access=Access.REQUIRED)
    return made or forms.ChoiceField(label=field.label)


def _opened(value: Any, control: forms.Field) -> Any:
    if isinstance(value, bool):
        return ("yes" if value else "no") if control.__class__ is forms.ChoiceField else str(value).lower()
    return opened(value, control)
