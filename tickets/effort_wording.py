"""Time that was spent, in words and as the history keeps it."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui.ages import lasted


def amount(*, hours: Decimal | None = None, days: Decimal | None = None, measured: timedelta | None = None) -> str:
    """“2.5 hr”, “1 day 2.5 hr”, or “23 min” of the clock; empty for nothing."""
    if measured is not None:
        return lasted(measured)
    return " ".join([*([_days(days)] if days else []), *([_hours(hours)] if hours else [])])


def told_effort(effort: Any, *, by: Any) -> dict[str, Any]:
    """As JSON, for `spoken_effort`; whose time it is, unless it is their own."""
    kept = {
        "hours": _plain(effort.hours) if effort.hours else None,
        "days": _plain(effort.days) if effort.days else None,
        "seconds": None if effort.measured is None else int(effort.measured.total_seconds()),
        "on": effort.on.isoformat(),
        "person": "" if effort.person == by else str(effort.person),
        "is_billable": effort.is_billable,
        "note": effort.note,
    }
    return {"effort": kept}


def spoken_effort(kept: Mapping[str, Any]) -> str:
    """“2.5 hr, 11/22/2026, Ada Lovelace, billable, Drive there”."""
    hours, days = (Decimal(kept[key]) if kept[key] else None for key in ("hours", "days"))
    measured = None if kept["seconds"] is None else timedelta(seconds=kept["seconds"])
    day = formats.date_format(date.fromisoformat(kept["on"]), "SHORT_DATE_FORMAT")
    billable = _("billable") if kept["is_billable"] else ""
    said = [amount(hours=hours, days=days, measured=measured), day, kept["person"], billable, kept["note"]]
    return ", ".join(words for words in said if words)


def _hours(count: Decimal) -> str:
    return _("%(count)s hr") % {"count": _number(count)}


def _days(count: Decimal) -> str:
    return ngettext("%(count)s day", "%(count)s days", 1 if count == 1 else 2) % {"count": _number(count)}


def _number(count: Decimal) -> str:
    return formats.number_format(_plain(count), use_l10n=True)


def _plain(count: Decimal) -> str:
    return format(Decimal(count).normalize(), "f")
