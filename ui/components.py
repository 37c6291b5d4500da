"""The components of our pages: `ui.button(…)` in a template is the macro `button` of `templates/components/button.html`."""

from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup, escape

from ui.drawing import icon

FOLDER = "components"
NOTHING = Markup()


class Components:
    """`ui` in templates. What a request brings (`csrf_input`, `request`, `surface`, …) is seen by the components as well."""

    icon = staticmethod(icon)

    def __init__(self, environment: Environment, seen: dict[str, Any] | None = None) -> None:
        self._environment = environment
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        """Read once, then kept: of the house as long as it runs, of a request as long as that."""
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            template = self._environment.get_template(f"{FOLDER}/{name}.html")
        except TemplateNotFound:
            raise AttributeError(f"There is no component {name}") from None
        module = template.module if self._seen is None else template.make_module({**self._seen, "ui": self})
        macro = getattr(module, name)
        if self._seen is not None or not self._environment.auto_reload:
            setattr(self, name, macro)
        return macro


def attrs(given: dict[str, Any]) -> Markup:
    """Attributes of an element: `hx_post="/x/"` is `hx-post="/x/"`, `download=true` is `download`; what is false is left out."""
    if not given:
        return NOTHING
    said = [(_written(name), value) for name, value in given.items() if value is not False and value is not None]
    return Markup(" ".join(name if value is True else f'{name}="{escape(value)}"' for name, value in said))  # noqa: S704 -- escaped


@lru_cache(maxsize=2000)
def _written(name: str) -> str:
    return escape(name.replace("_", "-"))
