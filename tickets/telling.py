"""How the history keeps a value, and says it again in the reader's language."""

from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime

from tickets.choices import Category, Level


def told(value: Any) -> Any:
    """The value as JSON: names as they were then; built-in statuses and priorities by their meaning."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if not getattr(value, "name", True):
        return {"category": value.category} if hasattr(value, "category") else {"level": value.level}
    return str(value)


def spoken(kept: Any) -> str:
    """The words for what `told` kept; empty for nothing."""
    if not isinstance(kept, dict):
        return kept or ""
    if "category" in kept:
        return str(Category(kept["category"]).label)
    if "level" in kept:
        return str(Level(kept["level"]).label)
    moment = parse_datetime(kept["time"])
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
