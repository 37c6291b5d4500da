"""What custom fields hold: as JSON on the ticket, and in words.

| kind | JSON |
|---|---|
| text, long text, link | string |
| number, money | decimal as string |
| date | ISO string |
| yes or no | true, false |
| choice; multiple choice | primary key of the option; list of them |
| user, contact, object | primary key |

What is not filled in is not there.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.models import User
from customers.models import Asset, Contact
from tickets.choices import FieldKind
from tickets.models import CustomField, CustomOption

REFERRED: dict[str, type[Model]] = {FieldKind.USER: User, FieldKind.CONTACT: Contact, FieldKind.ASSET: Asset}
Names = Mapping[tuple[str, int], str]


def stored(value: Any) -> Any:
    """A cleaned value as the ticket keeps it; None for nothing."""
    if isinstance(value, bool):
        return value
    if value in (None, "", []):
        return None
    if isinstance(value, Decimal):
        return format(value.normalize() if value != value.to_integral() else value.quantize(Decimal(1)), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return value.pk
    return [stored(each) for each in value] if isinstance(value, list) else value


def names_of(fields: Iterable[CustomField], customs: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], str]:
    """What the people and objects in these values are called: at most one query for each kind that occurs."""
    wanted: dict[str, set[int]] = {}
    rows = list(customs)
    for field in fields:
        if field.kind in REFERRED:
            wanted.setdefault(field.kind, set()).update(pk for row in rows if (pk := row.get(str(field.pk))))
    found = ((kind, REFERRED[kind]._default_manager.filter(pk__in=pks)) for kind, pks in wanted.items() if pks)
    return {(kind, row.pk): str(row) for kind, queryset in found for row in queryset}


def in_words(field: CustomField, value: Any, *, names: Names) -> str:
    """What the page, the history and an export say for a kept value; empty for nothing. Options must be at hand."""
    if value is None:
        return ""
    if field.kind == FieldKind.YES_NO:
        return _("Yes") if value else _("No")
    if field.kind in REFERRED:
        return names.get((field.kind, value), f"#{value}")
    if field.kind == FieldKind.DATE:
        day = parse_date(value)
        return formats.date_format(day, "SHORT_DATE_FORMAT") if day else str(value)
    if field.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        places = 2 if field.kind == FieldKind.MONEY else None
        return formats.number_format(Decimal(value), decimal_pos=places, use_l10n=True)
    if field.has_options:
        options = {option.pk: option.name for option in field.options.all()}
        return ", ".join(options.get(pk, f"#{pk}") for pk in (value if isinstance(value, list) else [value]))
    return str(value)


def with_options(customs: Sequence[CustomField], options: Sequence[CustomOption]) -> Sequence[CustomField]:
    """As `prefetch_related("options")` would leave them."""
    for custom in customs:
        mine = [option for option in options if option.field_id == custom.pk]
        custom._prefetched_objects_cache = {"options": mine}  # type: ignore[attr-defined]  # Django's
    return customs
