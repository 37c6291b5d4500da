"""A form over what somebody else made of the ticket meanwhile."""

from typing import Any, TypeVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from tickets.actions.outdating import Outdated
from tickets.forms.properties import AssignmentForm, PropertiesForm
from tickets.models import Event

Filled = TypeVar("Filled", PropertiesForm, AssignmentForm)
#: Where a form asks for something under another name.
ASKED_AS = {"responsible": "to", "team": "to"}


def over(form: Filled, refusal: Outdated, *, now: Filled) -> Filled:
    """What somebody set here stays, the rest is as it is `now`; beside what both set stands what the other chose.

    Saving it once more is meant.
    """
    data = cast("QueryDict", form.data).copy()
    for name in now.fields.keys() & form.fields.keys() - {*form.changed_data}:
        _bring_up(data, now, name)
    data["version"] = now.initial["version"]
    form.data = data
    chosen = {ASKED_AS.get(field, field): event for event in refusal.events for field in [str(event.data.get("field"))]}
    for name in chosen.keys() & form.fields.keys():
        form.add_error(name, _in_words(chosen[name]))
    return form


def _bring_up(data: QueryDict, now: forms.Form, name: str) -> None:
    field, value = now.fields[name], now[name].value()
    is_tick = isinstance(field.widget, forms.CheckboxInput)
    _put(data, now.add_prefix(name), ("on" if value else None) if is_tick else field.widget.format_value(value))
    if field.show_hidden_initial:
        _put(data, now.add_initial_prefix(name), field.hidden_widget().format_value(value))


def _put(data: QueryDict, key: str, value: Any) -> None:
    if value is None:
        data.pop(key, None)
    else:
        data.setlist(key, value if isinstance(value, list) else [value])


def _in_words(event: Event) -> str:
    words = {"name": event.who or _("The system"), "value": event.after}
    pattern = _("Meanwhile %(name)s has set this to “%(value)s”.") if event.after else _("Meanwhile %(name)s has emptied this.")
    return pattern % words
