"""The components of our pages: `ui.button(…)` in a template is the macro `button` of `templates/components/button.html`."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from jinja2 import Environment, Template, TemplateNotFound
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Getattr, Include, Name
from markupsafe import Markup, escape

from ui.drawing import icon, moment

FOLDER = "components"
#: Drawn from what they are told alone, dozens of times on a page and the same ones on the next: each is drawn once.
REPEATED = frozenset({"avatar", "priority", "queue_cell", "queue_row", "status"})
#: Not of templates.
DRAWN = frozenset({"icon", "ago"})
NOTHING = Markup()
PLAIN = frozenset({str, int, bool, Markup, SafeString})


class Components:
    """`ui` in templates. What a request brings (`csrf_input`, `request`, `surface`, …) is seen by the components as well."""

    icon = staticmethod(icon)
    ago = staticmethod(moment)

    def __init__(self, environment: Environment, seen: dict[str, Any] | None = None) -> None:
        self._environment = environment
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        """Read once, then kept: of the house as long as it runs, of a request as long as that."""
        if name.startswith("_"):
            raise AttributeError(name)
        if self._seen is None:
            part = self._of_the_house(name)
        elif self._looks_at_request(name):
            part = self._of_this_request(name, self._seen)
        else:
            part = getattr(self._environment.globals["ui"], name)
        if self._seen is not None or not self._environment.auto_reload:
            setattr(self, name, part)
        return part

    def _of_the_house(self, name: str) -> Any:
        macro = getattr(self._template(name).module, name)
        return drawn_once(macro) if name in REPEATED else macro

    def _of_this_request(self, name: str, seen: dict[str, Any]) -> Any:
        return getattr(self._template(name).make_module({**seen, "ui": self}), name)

    def _template(self, name: str) -> Template:
        try:
            return self._environment.get_template(f"{FOLDER}/{name}.html")
        except TemplateNotFound:
            raise AttributeError(f"There is no component {name}") from None

    def _looks_at_request(self, name: str) -> bool:
        """Where templates are being written, each may look at it from now on."""
        return self._environment.auto_reload or looks_at_request(self._environment, name)


@cache
def looks_at_request(environment: Environment, name: str) -> bool:
    """Whether a component, or one within it, names what only a request brings; those that don't are read once for all of them."""
    try:
        source = environment.get_template(f"{FOLDER}/{name}.html").filename or ""
    except TemplateNotFound:
        raise AttributeError(f"There is no component {name}") from None
    tree = environment.parse(Path(source).read_text())
    if find_undeclared_variables(tree) - set(environment.globals) or any(tree.find_all(Include)):
        return True
    parts = {part.attr for part in tree.find_all(Getattr) if isinstance(part.node, Name) and part.node.name == "ui"}
    return any(looks_at_request(environment, part) for part in parts - DRAWN - {name})


def drawn_once(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """The macro, remembering what it drew of the same words in the same language."""

    @lru_cache(maxsize=5000, typed=True)  # some hundreds of bytes each; what is escaped and what is not are two things
    def drawn(_language: str | None, **told: str | int) -> Markup:
        return macro(**told)

    def draw(**told: Any) -> Markup:
        for name, value in told.items():
            if type(value) not in PLAIN:  # a row may be called otherwise by now, and be the same row still
                told[name] = "" if value is None else str(value)
        return drawn(get_language(), **told)

    return draw


def attrs(given: dict[str, Any]) -> Markup:
    """Attributes of an element: `hx_post="/x/"` is `hx-post="/x/"`, `download=true` is `download`; what is false is left out."""
    if not given:
        return NOTHING
    said = [(_written(name), value) for name, value in given.items() if value is not False and value is not None]
    return Markup(" ".join(name if value is True else f'{name}="{escape(value)}"' for name, value in said))  # noqa: S704 -- escaped


@lru_cache(maxsize=2000)
def _written(name: str) -> str:
    return escape(name.replace("_", "-"))
