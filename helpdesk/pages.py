"""What Jinja2 knows when it draws our pages: components, words, addresses, and values in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template import defaultfilters
from django.template.backends import jinja2 as backend
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import timezone, translation
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import json_script
from django.utils.http import urlencode
from jinja2 import ChainableUndefined, Environment, pass_context, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

from accounts.devices import device
from tickets import page_words
from ui import drawing
from ui.components import Components, attrs

#: Of Django's own, what our pages use.
FILTERS = (
    "capfirst",
    "cut",
    "default_if_none",
    "linebreaks",
    "linebreaksbr",
    "truncatechars",
    "truncatewords",
    "yesno",
)
DRAWING = (
    "ago",
    "breakable",
    "drawn",
    "file_icon",
    "filesize",
    "full_time",
    "get_field",
    "hue",
    "initials",
    "is_past",
    "runs",
    "spell",
    "takes_files",
    "undo_path",
    "until",
)
WORDS = ("event_field", "event_icon", "event_who", "level", "sentence")


class Pages(backend.Jinja2):
    """Django's Jinja2, whose pages say more than the context processors, and whose components see what these say."""

    def get_template(self, template_name: str) -> "Page":
        return Page(super().get_template(template_name).template, self)


class Page(backend.Template):
    def render(self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        if request is None:
            return str(self.template.render(context or {}))
        seen = {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
        for processor in self.backend.template_context_processors:
            seen |= processor(request)
        ui = Components(self.backend.env, seen)
        return str(self.template.render({**seen, "ui": ui, **(context or {})}))


def environment(**options: Any) -> Environment:
    """For `TEMPLATES`: what stands in a page is escaped, but for plain text (`.txt`)."""
    ours = {"autoescape": _is_escaped, "undefined": ChainableUndefined, "finalize": shown, "extensions": ["jinja2.ext.i18n"]}
    pages = Environment(**options | ours)  # noqa: S701 -- `_is_escaped` says what is escaped
    pages.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        translated, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    pages.filters |= {name: getattr(defaultfilters, name) for name in FILTERS}
    pages.filters |= {name: getattr(drawing, name) for name in DRAWING}
    pages.filters |= {name: getattr(page_words, name) for name in WORDS}
    pages.filters |= {"attrs": attrs, "date": formatted, "device": device, "json_script": json_script, "localized": shown}
    pages.globals |= {
        "_": words,
        "ui": Components(pages),
        "static": static,
        "url": url,
        "url_or_nothing": url_or_nothing,
        "querystring": querystring,
        "lasted": drawing.lasted,
        "language": translation.get_language,
        "languages": settings.LANGUAGES,
        "now": lambda form: formatted(timezone.now(), form),
        "tickets_of": page_words.tickets_of,
    }
    return pages


@lru_cache(maxsize=10_000)  # a page says some hundreds
def _translated(_language: str | None, said: str) -> str:
    return translation.gettext(said)


def translated(said: str) -> str:
    """In the language of whoever reads."""
    return _translated(translation.get_language(), said)


@pass_eval_context
def words(reading: EvalContext, said: str, **named: Any) -> str:
    """`_("Ticket %(number)s", number=42)`, as Jinja2's own says it, but without a detour for each of a page's hundreds."""
    said = translated(said)
    if reading.autoescape:
        said = Markup(said)  # noqa: S704 -- our own words
    return said % named if named or "%" in said else said


def in_local_time(value: Any) -> Any:
    """In the reader's time zone, if it is a moment at all."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _is_escaped(name: str | None) -> bool:
    return name is None or not name.endswith(".txt")


def shown(value: Any) -> Any:
    """A value as a page says it: numbers and times as the reader's language writes them, nothing for nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, int | float | Decimal | date | datetime | time):
        return localize(in_local_time(value))
    return value


def formatted(value: Any, form: str | None = None) -> str:
    """`{{ when|date("SHORT_DATE_FORMAT") }}`, in the reader's time zone."""
    return str(defaultfilters.date(in_local_time(value), form)) if value else ""


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """An address of this surface; raises NoReverseMatch where there is none."""
    return reverse(name, args=args, kwargs=kwargs) if args or kwargs else _address(get_urlconf(), name)


@cache
def _address(urlconf: str | None, name: str) -> str:
    return reverse(name, urlconf=urlconf)


def url_or_nothing(name: str, *args: Any, **kwargs: Any) -> str:
    """For layouts of several surfaces: not every one has every page."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return ""


@pass_context
def querystring(context: Context, **changes: Any) -> str:
    """This page's address with these changes; `None` takes a parameter out."""
    kept = {name: values for name, values in context["request"].GET.lists() if name not in changes}
    changed = {name: value for name, value in changes.items() if value is not None}
    return f"?{urlencode({**kept, **changed}, doseq=True)}"
