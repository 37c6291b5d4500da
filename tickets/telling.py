"""How the history keeps a value, and says it again in the reader's language."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tickets.choices import Category, Level, Sharing
from tickets.effort_wording import spoken_effort


def told(value: Any) -> Any:
    """The value as JSON: names as they were then; built-in statuses and priorities by their meaning."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": format(value.normalize(), "f")}
    if isinstance(value, Sharing):
        return {"sharing": str(value)}
    if isinstance(value, bool):
        return {"is": value}
    if not getattr(value, "name", True):
        return _built_in(value)
    return str(value)


def _built_in(value: Any) -> dict[str, Any]:
    if hasattr(value, "category"):
        return {"category": value.category}
    return {"level": value.level} if hasattr(value, "level") else {"type": "default"}


def kept(row: Model, name: str) -> Any:
    """What the column holds, as JSON that `unkept` reads."""
    field: Any = row._meta.get_field(name)
    value = field.value_from_object(row)
    return value if value is None or isinstance(value, str | int) else field.value_to_string(row)


def unkept(model: type[Model], name: str, value: Any) -> Any:
    """What `kept` kept: of a reference the row, which may be gone (`DoesNotExist`)."""
    field: Any = model._meta.get_field(name)
    if value is None:
        return None
    return field.related_model._default_manager.get(pk=value) if field.is_relation else field.to_python(value)


def spoken(kept: Any) -> str:
    """The words for what `told` kept; empty for nothing."""
    if not isinstance(kept, dict):
        return kept or ""
    if "category" in kept:
        return str(Category(kept["category"]).label)
    if "level" in kept:
        return str(Level(kept["level"]).label)
    if "is" in kept:
        return _("Yes") if kept["is"] else _("No")
    if "effort" in kept:
        return spoken_effort(kept["effort"])
    if "number" in kept:
        return formats.number_format(Decimal(kept["number"]), use_l10n=True)
    if "day" in kept:
        return formats.date_format(date.fromisoformat(kept["day"]), "SHORT_DATE_FORMAT")
    if "sharing" in kept:
        return str(Sharing(kept["sharing"]).label)
    if "type" in kept:
        return _("Request")
    moment = parse_datetime(kept["time"])
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
