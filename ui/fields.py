"""A field of a form with its label, help and errors, drawn without a template: a page has forty of them."""

from collections.abc import Sequence
from typing import Any

from django.forms import BoundField, MultiValueField, Widget
from django.forms.widgets import CheckboxInput, MultipleHiddenInput
from django.utils.translation import gettext
from markupsafe import Markup, escape

from ui.drawing import icon


def row(bound: BoundField) -> Markup:
    """For all but those that are several controls, or take files: these have templates."""
    name, rules, errors = bound.auto_id, bound.field, bound.form.errors.get(bound.name) or ()
    label, explained, place = escape(bound.label), bound.help_text, escape(bound.id_for_label)
    control = drawn(bound)
    if isinstance(rules.widget, CheckboxInput):
        helps = f'<span id="{name}_helptext">{explained}</span>' if explained else ""
        words = f'<span class="switch-text"><span>{label}</span>{helps}</span>'
        inside = f'<label class="switch" for="{place}">{control}{words}</label>'
    else:
        optional = "" if rules.required else f' <span class="field-optional">({escape(gettext("optional"))})</span>'
        title = f'<label class="field-label" for="{place}">{label}{optional}</label>' if bound.label else ""
        inside = f"{title}\n{control}{_help(bound)}"
    return Markup(f'<div class="field">{inside}{_errors(errors, name)}</div>\n')  # noqa: S704 -- escaped, or help of ours


def help_and_errors(bound: BoundField) -> Markup:
    errors = bound.form.errors.get(bound.name) or ()
    return Markup(f"{_help(bound)}{_errors(errors, bound.auto_id)}")  # noqa: S704 -- escaped, or help of ours


def drawn(bound: BoundField) -> Markup:
    """The control itself, with what it was when the page was made, where that travels along.

    A placeholder that only repeats the label is left out.
    """
    rules, widget = bound.field, bound.field.widget
    if isinstance(rules, MultiValueField):
        return Markup(str(bound))  # noqa: S704 -- Django's own
    widget.is_localized = widget.is_localized or rules.localize
    value = bound.value()
    control = widget.render(bound.html_name, value, _attributes(bound, widget), renderer=bound.form.renderer)
    return Markup(str(control) + (_begun(bound, value) if rules.show_hidden_initial else ""))  # noqa: S704 -- escaped there


def _attributes(bound: BoundField, widget: Widget) -> dict[str, Any]:
    """As Django's `build_widget_attrs` says, which asks each thing several times."""
    rules, name, errors = bound.field, bound.auto_id, bound.form.errors.get(bound.name)
    said: dict[str, Any] = {}
    if "placeholder" in widget.attrs and str(widget.attrs["placeholder"]) == str(bound.label):
        said["placeholder"] = False
    if rules.required and bound.form.use_required_attribute and widget.use_required_attribute(bound.initial):
        said["required"] = True
    if rules.disabled:
        said["disabled"] = True
    if errors and not widget.is_hidden:
        said["aria-invalid"] = "true"
    described = [f"{name}_helptext"] * bool(bound.help_text) + [f"{name}_error"] * bool(errors)
    if described and name and not widget.is_hidden and not widget.use_fieldset and not widget.attrs.get("aria-describedby"):
        said["aria-describedby"] = " ".join(described)
    if name and "id" not in widget.attrs:
        said["id"] = name
    return said


def _begun(bound: BoundField, value: Any) -> str:
    """What it was when the page was made."""
    hidden: Any = bound.field.hidden_widget()
    if isinstance(hidden, MultipleHiddenInput) or bound.html_initial_name in bound.form.data:
        return str(bound.as_hidden(only_initial=True))
    hidden.is_localized = hidden.is_localized or bound.field.localize
    attributes = {"id": bound.html_initial_id} if bound.auto_id else {}
    return str(hidden.render(bound.html_initial_name, value, attributes, renderer=bound.form.renderer))


def _help(bound: BoundField) -> str:
    return f'<div class="field-help" id="{bound.auto_id}_helptext">{bound.help_text}</div>' if bound.help_text else ""


def _errors(errors: Sequence[object], name: str) -> str:
    lines = "".join(
        f'<div class="field-error" data-tone="danger">{icon("circle-alert", 14)}<span>{escape(error)}</span></div>'
        for error in errors
    )
    return f'<div id="{name}_error">{lines}</div>' if lines else ""
