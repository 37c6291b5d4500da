"""Jinja2, quicker at what a page does a thousand times: calling, naming globals, finding templates, translating."""

from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from django.utils import translation
from jinja2 import Environment, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

#: More than all pages say, in all languages.
MOST_TEXTS = 20_000
PLAIN = frozenset({BuiltinFunctionType, FunctionType, MethodType})


class QuickContext(Context):
    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]  # theirs names it __obj
        """Theirs asks six questions of whatever is called. What our pages call is a macro, or a function that wants nothing."""
        kind = type(called)
        if kind is Macro:
            _own(kwargs)
            return _drawn(called, kwargs) if self._is_usual(called, args) else called(self.eval_ctx, *args, **kwargs)
        if kind in PLAIN and not hasattr(called, "jinja_pass_arg"):
            _own(kwargs)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)

    def _is_usual(self, macro: Macro, args: tuple[Any, ...]) -> bool:
        """Told by name, in HTML."""
        return not args and self.eval_ctx.autoescape and not macro.explicit_caller and not macro.catch_varargs


class QuickEnvironment(Environment):
    context_class = QuickContext

    def make_globals(self, d: "MutableMapping[str, Any] | None") -> MutableMapping[str, Any]:
        """One dictionary for all templates, where no template has any of its own: theirs is a chain, made of Python."""
        return super().make_globals(d) if d else self.globals


def _drawn(macro: Macro, told: dict[str, Any]) -> Markup:
    """As `Macro` does it, which raises and catches an error for each thing that is not said: most of them, of a dozen."""
    words = [told.pop(name, missing) for name in macro.arguments]
    if macro.caller:
        words.append(told.pop("caller", None) or macro._environment.undefined("No caller defined", name="caller"))
    if macro.catch_kwargs:
        words.append(told)
    elif told:
        raise TypeError(f"macro {macro.name!r} takes no keyword argument {next(iter(told))!r}")
    return Markup(macro._func(*words))  # noqa: S704 -- a macro escapes what it is told


@pass_eval_context
def said(where: EvalContext, message: str, **values: Any) -> str:
    """`{{ _("…") }}` and `{% trans %}`: the message in the reader's language, with these values escaped in HTML."""
    return speaking(translation.get_language())(where, message, **values)


@cache
def speaking(language: str | None) -> Callable[..., str]:
    """`said` for a page that is drawn in this language, which need not be asked for each text."""

    @pass_eval_context
    def says(where: EvalContext, message: str, **values: Any) -> str:
        if values:
            return _translated(language, message, where.autoescape) % values
        return _whole(language, message, where.autoescape)

    return says


@lru_cache(maxsize=MOST_TEXTS)
def _whole(language: str | None, message: str, is_html: bool) -> str:
    return _translated(language, message, is_html) % {}


@lru_cache(maxsize=MOST_TEXTS)
def _translated(_language: str | None, message: str, is_html: bool) -> str:
    text = translation.gettext(message)
    return Markup(text) if is_html else text  # noqa: S704 -- a text of ours


def _own(kwargs: dict[str, Any]) -> None:
    """What a template says for calls that want the context."""
    kwargs.pop("_loop_vars", None)
    kwargs.pop("_block_vars", None)
