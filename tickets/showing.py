"""What a ticket's fields hold, in words."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Manager, QuerySet
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from tickets.fields import FieldRule
from tickets.models import IN_PLACE, Ticket
from tickets.values import in_words, names_of

#: Fields that are rows of their own.
ROWS = {"articles": "line_items"}


def said_of(ticket: Ticket, rules: Iterable[FieldRule]) -> list[tuple[str, str]]:
    """Label and words of each of these fields that holds something, in order."""
    rules = list(rules)
    names = names_of([rule.custom for rule in rules if rule.custom], [ticket.custom])
    said = [(rule.label, _words(ticket, rule, names)) for rule in rules]
    return [(label, words) for label, words in said if words]


def _words(ticket: Ticket, rule: FieldRule, names: dict[tuple[str, int], str]) -> str:
    if rule.custom is not None:
        return in_words(rule.custom, ticket.custom.get(str(rule.custom.pk)), names=names)
    if rule.key == "assets":
        return plain(ticket.assets.order_by(*IN_PLACE))
    return plain(getattr(ticket, ROWS.get(rule.key, rule.key)))


def plain(value: Any) -> str:
    """A value of a built-in field in the reader's language; empty for nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return _("Yes")
    if isinstance(value, Manager | QuerySet):
        return ", ".join(str(row) for row in value.all())
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, Decimal):
        return formats.number_format(value.normalize() if value % 1 else value.quantize(Decimal(1)), use_l10n=True)
    return str(value)
