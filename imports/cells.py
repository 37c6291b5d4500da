"""What a cell says: texts, amounts, days and times as people write them in German and English.

Each returns the value, None for nothing, or raises `Wrong`.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from imports.refusing import Wrong
from imports.tables import Cell
from ui.spreadsheets import FORMULA

Reader = Callable[[Cell], Any]
YES: Final = frozenset({"ja", "j", "yes", "y", "true", "wahr", "1", "x", "✓", "on", "an"})
NO: Final = frozenset({"nein", "n", "no", "false", "falsch", "0", "-", "off", "aus"})
CURRENCY: Final = re.compile(r"(€|eur|euro|\$|usd|chf|%)", re.IGNORECASE)
BLANKS: Final = re.compile(r"[\s\u00a0\u202f'’]")
GROUPED_BY_POINTS: Final = re.compile(r"^[-+]?\d{1,3}(\.\d{3})+$")
GROUPED_BY_COMMAS: Final = re.compile(r"^[-+]?\d{1,3}(,\d{3})+$")
ISO_DAY: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
GERMAN_DAY: Final = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")
SLASHED_DAY: Final = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")
CLOCK: Final = re.compile(
    r"^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:uhr)?\s*([ap]\.?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$"
)
#: Days as a sheet counts them: about 1954 to 2119.
SERIAL: Final = range(20_000, 80_000)
SHEETS_BEGIN: Final = date(1899, 12, 30)
SEVERAL: Final = re.compile(r"[;,|\n]")


def said(cell: Cell) -> str:
    """A cell as text; what an export of ours put before a formula is gone again."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def text(*, longest: int) -> Reader:
    """On one line."""
    return partial(_text, longest=longest)


def lines(*, longest: int) -> Reader:
    """With its line ends."""
    return partial(_lines, longest=longest)


def _text(cell: Cell, *, longest: int) -> str | None:
    return _short(" ".join(said(cell).split()), longest)


def _lines(cell: Cell, *, longest: int) -> str | None:
    return _short(said(cell).replace("\r\n", "\n").replace("\r", "\n"), longest)


def _short(words: str, longest: int) -> str | None:
    if len(words) > longest:
        raise Wrong(_("At most %(most)s characters; these are %(count)s.") % {"most": longest, "count": len(words)})
    return words or None


def email(cell: Cell) -> str | None:
    address = said(cell).removeprefix("mailto:").lower()
    if not address:
        return None
    try:
        validate_email(address)
    except ValidationError as error:
        raise Wrong(_("“%(words)s” is not an e-mail address.") % {"words": address[:80]}) from error
    return address if len(address) <= 254 else _short(address, 254)


def link(cell: Cell) -> str | None:
    address = said(cell)
    if not address:
        return None
    whole = address if "://" in address else f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(whole)
    except ValidationError as error:
        raise Wrong(_("“%(words)s” is not a web address.") % {"words": address[:80]}) from error
    return _short(whole, 1000)


def amount(*, digits: int, places: int, least: int | None = None) -> Reader:
    """A number with the reader's decimal mark, or the other one where that is plain: 1.234,5 and 1,234.5."""
    return partial(_amount, digits=digits, places=places, least=least)


def _amount(cell: Cell, *, digits: int, places: int, least: int | None) -> Decimal | None:
    words = said(cell)
    if not words:
        return None
    try:
        number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(_with_point(words))
    except InvalidOperation as error:
        raise Wrong(_("“%(words)s” is not a number.") % {"words": words[:40]}) from error
    if not number.is_finite():
        raise Wrong(_("“%(words)s” is not a number.") % {"words": words[:40]})
    rounded = number.quantize(Decimal(1).scaleb(-places)) if abs(number) < Decimal(10) ** (digits - places) else None
    if rounded is None:
        raise Wrong(_("“%(words)s” is too large.") % {"words": words[:40]})
    if least is not None and rounded < least:
        raise Wrong(_("“%(words)s” is less than %(least)s.") % {"words": words[:40], "least": least})
    return rounded


def _with_point(words: str) -> str:
    plain = BLANKS.sub("", CURRENCY.sub("", words))
    comma_is_decimal = formats.get_format("DECIMAL_SEPARATOR") == ","
    if "," in plain and "." in plain:
        comma_is_decimal = plain.rfind(",") > plain.rfind(".")
    elif "." in plain and not (comma_is_decimal and GROUPED_BY_POINTS.match(plain)):
        comma_is_decimal = False
    elif "," in plain and not (not comma_is_decimal and GROUPED_BY_COMMAS.match(plain)):
        comma_is_decimal = True
    return plain.replace(".", "").replace(",", ".") if comma_is_decimal else plain.replace(",", "")


def yes_or_no(cell: Cell) -> bool | None:
    words = said(cell).casefold()
    if not words:
        return None
    if isinstance(cell, bool) or words in YES | NO:
        return cell if isinstance(cell, bool) else words in YES
    raise Wrong(_("“%(words)s” is neither yes nor no.") % {"words": words[:40]})


def day(cell: Cell) -> date | None:
    """28.11.2026, 2026-11-28, 11/28/2026; a time behind it is left out."""
    found = _moment(cell)
    return found.date() if isinstance(found, datetime) else found


def moment(cell: Cell) -> datetime | None:
    """The same with a time; without one the day begins. On the clock of whoever brings the file, unless it names its zone."""
    found = _moment(cell)
    if found is None or isinstance(found, datetime):
        return found
    return timezone.make_aware(datetime(found.year, found.month, found.day))  # noqa: DTZ001 -- made aware


def _moment(cell: Cell) -> date | datetime | None:
    words = said(cell)
    if not words:
        return None
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _serial(cell)
        head, tail = _parted(words)
        plain = _day(head)
        return _at(plain, tail) if tail else plain
    except (ValueError, OverflowError) as error:
        raise Wrong(_("“%(words)s” is not a date.") % {"words": words[:40]}) from error


def _parted(words: str) -> tuple[str, str]:
    first, mark, rest = words.partition("T") if ISO_DAY.match(words.partition("T")[0]) else words.partition(" ")
    if mark == " " and first.endswith(".") and rest:
        """28. 11. 2026 14:05"""
        pieces = words.split(" ")
        return " ".join(pieces[:3]), " ".join(pieces[3:])
    return first.rstrip(","), rest.strip()


def _day(words: str) -> date:
    if found := ISO_DAY.match(words):
        year, month, day_ = (int(part) for part in found.groups())
    elif found := GERMAN_DAY.match(words):
        day_, month, year = (int(part) for part in found.groups())
    elif found := SLASHED_DAY.match(words):
        first, second, year = (int(part) for part in found.groups())
        month_first = translation.get_language() != "de" if max(first, second) <= 12 else second > 12
        month, day_ = (first, second) if month_first else (second, first)
    else:
        raise ValueError(words)
    return date(_century(year), month, day_)


def _century(year: int) -> int:
    """26 is 2026, 97 is 1997."""
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


def _at(plain: date, words: str) -> datetime:
    found = CLOCK.match(words.lower())
    if not found:
        raise ValueError(words)
    hour, minute, second, half, zone = found.groups()
    hours = int(hour) % 12 + (12 if half[0] == "p" else 0) if half else int(hour)
    naive = datetime(plain.year, plain.month, plain.day, hours, int(minute), int(second or 0))  # noqa: DTZ001 -- made aware below
    if zone:
        return datetime.fromisoformat(f"{naive.isoformat()}{'+00:00' if zone == 'z' else zone}")
    return timezone.make_aware(naive)


def _serial(number: float) -> date | datetime:
    if int(number) not in SERIAL:
        raise ValueError(number)
    whole = SHEETS_BEGIN + timedelta(days=int(number))
    seconds = round((number - int(number)) * 86_400)
    if not seconds:
        return whole
    return timezone.make_aware(datetime(whole.year, whole.month, whole.day) + timedelta(seconds=seconds))  # noqa: DTZ001 -- made aware


def words_of(cell: Cell) -> str | None:
    """A name that is looked up."""
    return _text(cell, longest=500)


def several_of(cell: Cell) -> list[str] | None:
    """Names between commas, semicolons, bars or line ends, each once."""
    pieces = (" ".join(piece.split()) for piece in SEVERAL.split(said(cell)))
    return list(dict.fromkeys(piece for piece in pieces if piece)) or None
