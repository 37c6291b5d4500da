"""What pages can say beyond components: drawings, times and names in words."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from zlib import crc32

from django.forms import BoundField, FileInput
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ui import ages

HUES = 8
FILE_ICONS = {
    "image/": "file-image",
    "sheet": "file-spreadsheet",
    "excel": "file-spreadsheet",
    "csv": "file-spreadsheet",
    "zip": "file-archive",
    "compressed": "file-archive",
    "pdf": "file-text",
    "word": "file-text",
    "text/": "file-text",
}


def icon(name: str, size: int | str = 16, label: str = "") -> SafeString:
    """A drawing of the sprite; silent to screen readers unless it has a label."""
    return _drawing(name, size or 16, str(label))


@lru_cache(maxsize=2000)  # a page has a hundred
def _drawing(name: str, size: int | str, label: str) -> SafeString:
    meaning = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" {1}><use href="{2}#{3}"/></svg>', size, meaning, sprite(), name
    )


def sprite() -> str:
    return static("icons.svg")


def ago(when: datetime | None) -> str:
    return ages.ago(when) if when else ""


def until(when: datetime | None) -> str:
    return ages.until(when) if when else ""


def moment(at: datetime | None = None, *, future: bool = False) -> SafeString:
    """How long ago, kept true by `ago.js`; or, in the `future`, how long until then, marked once it is past."""
    if not at:
        return SafeString("")
    told = f'<time class="ago" datetime="{at.isoformat()}" title="{full_time(at)}"'  # of our own words
    if not future:
        return SafeString(f"{told} data-ago>{ages.ago(at)}</time>")
    late = ' data-tone="danger"' if is_past(at) else ""
    return SafeString(f"{told}{late}>{ages.until(at)}</time>")


def lasted(since: datetime, end: datetime | None = None) -> SafeString:
    """How long it took; without an end how long it takes by now, kept true by `lasted.js`."""
    words = ages.lasted((end or timezone.now()) - since)
    runs = SafeString("" if end else " data-lasted")
    moment = full_time(end or since)
    return format_html('<time class="ago" datetime="{}" title="{}"{}>{}</time>', since.isoformat(), moment, runs, words)


def spell(time: timedelta | None) -> str:
    """`{{ duration|spell }}`: "2 hr 5 min"."""
    return ages.lasted(time) if time is not None else ""


def is_past(when: datetime | None) -> bool:
    return bool(when and when < timezone.now())


def full_time(when: datetime | None) -> str:
    """Day and minute, for the tooltip of a relative time."""
    return _minute(when.replace(second=0, microsecond=0), get_language(), timezone.get_current_timezone_name()) if when else ""


@lru_cache(maxsize=5000)  # a list has a hundred, and shows the same ones again
def _minute(when: datetime, language: str | None, zone: str) -> str:
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")


def filesize(size: float | str | None) -> str:
    return filesizeformat(size or 0)


def initials(name: object) -> str:
    """Two letters of a name: "Ada Lovelace" is AL, "Support" is S."""
    words = [word for word in str(name or "").replace("@", " ").split() if word[0].isalnum()]
    letters = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0].upper() for word in letters) or "?"


def breakable(address: object) -> SafeString:
    """An e-mail address that breaks behind its @ or before a dot, never within a word."""
    return mark_safe(escape(address).replace("@", "@<wbr>").replace(".", "<wbr>."))  # noqa: S308 -- escaped


def hue(name: object) -> int:
    """The same colour for the same name, everywhere and always."""
    return crc32(str(name or "").strip().lower().encode()) % HUES


def file_icon(media_type: str | None) -> str:
    """The drawing for a kind of file."""
    return next((drawing for word, drawing in FILE_ICONS.items() if word in (media_type or "")), "file")


def takes_files(field: BoundField) -> bool:
    return isinstance(field.field.widget, FileInput)


def get_field(form: Any, name: str) -> BoundField | None:
    """`form|get_field:"body"`: a field by its name, or nothing."""
    return form[name] if form and name in form.fields else None


def undo_path(tags: str) -> str:
    """Where "Undo" of a message posts to: `extra_tags="undo:/tickets/42/closing/"`."""
    return next((tag.removeprefix("undo:") for tag in tags.split() if tag.startswith("undo:/")), "")


def runs(rows: Iterable[Any], key: str) -> list[list[Any]]:
    """Neighbours that agree in this, in the order they come: what a heading each stands above."""
    return [list(run) for _value, run in groupby(rows, key=attrgetter(key))]
