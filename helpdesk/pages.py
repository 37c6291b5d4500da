"""What Jinja2 knows when it draws our pages: components, words, addresses, and values in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template import defaultfilters
from django.template.backends import jinja2 as backend
from django.template.backends.utils import csrf_input, csrf_token_lazy
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils import timezone, translation
from django.utils.formats import localize
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.html import json_script
from django.utils.http import urlencode
from jinja2 import ChainableUndefined, Environment, pass_context
from jinja2.runtime import Context

from accounts.devices import device
from helpdesk.quickness import QuickEnvironment, said, speaking
from tickets import page_words
from ui import drawing, fields
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
        # Masked once for each page: that is what keeps its length from telling the secret.
        token = SimpleLazyObject(lambda: csrf_input(request))
        says = speaking(translation.get_language())
        seen = {"request": request, "csrf_input": token, "csrf_token": csrf_token_lazy(request), "_": says, "gettext": says}
        for processor in self.backend.template_context_processors:
            seen |= processor(request)
        ui = Components(self.backend.env, seen)
        return str(self.template.render({**seen, "ui": ui, **(context or {})}))


def environment(**options: Any) -> Environment:
    """For `TEMPLATES`: what stands in a page is escaped, but for plain text (`.txt`)."""
    ours = {"autoescape": _is_escaped, "undefined": ChainableUndefined, "finalize": shown, "extensions": ["jinja2.ext.i18n"]}
    pages = QuickEnvironment(**options | ours, cache_size=-1)
    pages.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    pages.filters |= {name: getattr(defaultfilters, name) for name in FILTERS}
    pages.filters |= {name: getattr(drawing, name) for name in DRAWING}
    pages.filters |= {name: getattr(page_words, name) for name in WORDS}
    pages.filters |= {
        "attrs": attrs,
        "drawn": fields.drawn,
        "field_row": fields.row,
        "help_and_errors": fields.help_and_errors,
        "date": formatted,
        "device": device,
        "json_script": json_script,
        "localized": shown,
    }
    pages.globals |= {
        "_": said,
        "gettext": said,
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
    if kwargs or any(type(number) is not int for number in args):
        return reverse(name, args=args, kwargs=kwargs)
    return _form_of(get_urlconf(), get_script_prefix(), name, len(args)).format(*args)


@lru_cache(maxsize=2000)
def _form_of(_urlconf: str | None, _prefix: str, name: str, numbers: int) -> str:
    """The address with places for so many numbers, as they stand in it: a page has a hundred of them."""
    marks = [10**9 + place for place in range(numbers)]
    address = reverse(name, args=marks).replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        address = address.replace(str(mark), f"{{{place}}}")
    return address


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
