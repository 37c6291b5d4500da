"""The controls of forms, drawn without a template: a page has a hundred of them."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from ui.components import attrs

Control = Mapping[str, Any]


def input_(widget: Control) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{escape(value)}"'
    return f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{said} {attrs(widget["attrs"])}>'


def suggesting(widget: Control) -> str:
    """With a place for what is suggested while one types."""
    return f'{input_(widget)}\n<datalist id="{escape(widget["attrs"]["list"])}"></datalist>'


def select(widget: Control) -> str:
    groups = "".join(_group(title, options) for title, options, _index in widget["optgroups"])
    return f'<select name="{escape(widget["name"])}" {attrs(widget["attrs"])}>{groups}\n</select>'


def textarea(widget: Control) -> str:
    return f'<textarea name="{escape(widget["name"])}" {attrs(widget["attrs"])}>\n{escape(widget["value"] or "")}</textarea>'


def _group(title: object, options: list[Control]) -> str:
    lines = "".join(
        f'\n<option value="{escape(option["value"])}" {attrs(option["attrs"])}>{escape(option["label"])}</option>'
        for option in options
    )
    return f'\n<optgroup label="{escape(title)}">{lines}\n</optgroup>' if title else lines


#: The name of a control of our own, where Django has templates'.
SUGGESTING = "suggesting"
INPUTS = {
    *("checkbox", "color", "date", "datetime", "email", "hidden", "input"),
    *("number", "password", "search", "tel", "text", "url"),
}
DRAWN: Mapping[str, Callable[[Control], str]] = {
    **{f"django/forms/widgets/{kind}.html": input_ for kind in INPUTS},
    SUGGESTING: suggesting,
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/textarea.html": textarea,
}


def drawn(template: str, context: Mapping[str, Any]) -> Markup | None:
    """What this template of Django's would say; nothing for one that is not among the plain ones."""
    draw = DRAWN.get(template)
    return Markup(draw(context["widget"])) if draw else None  # noqa: S704 -- escaped above
