"""Controls of filters, each of which can say its value in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

#: In place of a value: that there is none.
NONE = "none"
OVERDUE, TODAY, WEEK, MONTH = "overdue", "today", "week", "month"
PERIODS: dict[str, Promise] = {
    OVERDUE: gettext_lazy("Overdue"),
    TODAY: gettext_lazy("Today"),
    WEEK: gettext_lazy("This week"),
    MONTH: gettext_lazy("This month"),
    NONE: gettext_lazy("No date"),
}
FIRST_YEAR, LAST_YEAR = 1900, 2999
Choice = tuple[str, str | Promise]
Parts = dict[str, forms.Widget | type[forms.Widget]]
RANGE = "ui/range.html"


class SeveralField(forms.MultipleChoiceField):
    """Any of these; `without` is how it is said that there is none."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Sequence[Choice], *, without: str | Promise = "") -> None:
        super().__init__(choices=[*choices, *([(NONE, without)] if without else [])])

    def words(self, value: Sequence[str]) -> str:
        return self.said(value, between=", ")

    def said(self, value: Sequence[str], *, between: str) -> str:
        labels = dict(self.choices)  # type: ignore[arg-type]  # pairs
        return between.join(str(labels[key]) for key in value)


class KeysField(SeveralField):
    """Keys of rows, whether they are there or not; `also` are words that stand for some."""

    longest = 15

    def __init__(self, *also: str) -> None:
        super().__init__([(word, word) for word in (NONE, *also)])

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or (value.isascii() and value.isdigit() and len(value) < self.longest)


class ContainsField(forms.CharField):
    """Part of a text."""

    def __init__(self) -> None:
        super().__init__(max_length=100)

    def words(self, value: str) -> str:
        return _("“%(words)s”") % {"words": value}


@dataclass(frozen=True, slots=True)
class Range:
    """From and to, both meant too; either may be open."""

    low: Decimal | None
    high: Decimal | None


class RangeField(forms.MultiValueField):
    """Numbers, in the reader's own spelling."""

    def __init__(self) -> None:
        ends = [forms.DecimalField(max_digits=16, decimal_places=4, localize=True, required=False) for _end in range(2)]
        inputs: Parts = {"from": _end(forms.TextInput, _("From")), "to": _end(forms.TextInput, pgettext("end of a range", "To"))}
        super().__init__(ends, widget=RangeWidget(inputs), require_all_fields=False)

    def compress(self, values: Sequence[Any]) -> Range | None:
        low, high = values or (None, None)
        return Range(low, high) if _in_order(low, high) else None

    def words(self, value: Range) -> str:
        return said(value.low, value.high, how=lambda end: formats.number_format(end.normalize(), use_l10n=True))


@dataclass(frozen=True, slots=True)
class Days:
    """A period by its name, or from a day to a day."""

    period: str
    low: date | None
    high: date | None

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day; nothing is known of what has no date."""
        today = timezone.localdate()
        monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
        next_month = (first + timedelta(days=31)).replace(day=1)
        return {
            OVERDUE: (None, today - timedelta(days=1)),
            TODAY: (today, today),
            WEEK: (monday, monday + timedelta(days=6)),
            MONTH: (first, next_month - timedelta(days=1)),
        }.get(self.period, (self.low, self.high))


class DaysField(forms.MultiValueField):
    """A period, or days from and to; who sets both gets the period."""

    def __init__(self, *periods: str) -> None:
        choices: list[Choice] = [("", gettext_lazy("From day to day")), *((key, PERIODS[key]) for key in periods)]
        day = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}
        widgets: Parts = {
            "": _end(forms.Select, _("Period"), choices=choices),
            "from": _end(forms.DateInput, _("From"), **day),
            "to": _end(forms.DateInput, pgettext("end of a range", "To"), **day),
        }
        fields = [forms.ChoiceField(choices=choices, required=False), DayField(required=False), DayField(required=False)]
        super().__init__(fields, widget=RangeWidget(widgets), require_all_fields=False)

    def compress(self, values: Sequence[Any]) -> Days | None:
        period, low, high = values or ("", None, None)
        return Days(period, low, high) if period or _in_order(low, high) else None

    def words(self, value: Days) -> str:
        if value.period:
            return str(PERIODS[value.period])
        return said(value.low, value.high, how=lambda end: formats.date_format(end, "SHORT_DATE_FORMAT"))


class DayField(forms.DateField):
    """A day that calendars and databases know."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class RangeWidget(forms.MultiWidget):
    """Its parts are named like the field itself, `…_from` and `…_to`."""

    template_name = RANGE

    def decompress(self, value: Any) -> list[Any]:
        return [None] * len(self.widgets)


def said(low: Any, high: Any, *, how: Any) -> str:
    if low is not None and high is not None:
        return _("%(low)s to %(high)s") % {"low": how(low), "high": how(high)} if low != high else str(how(low))
    return _("from %(low)s") % {"low": how(low)} if low is not None else _("up to %(high)s") % {"high": how(high)}


def _in_order(low: Any, high: Any) -> bool:
    """Whether there is anything; the wrong way round is said."""
    if low is not None and high is not None and low > high:
        raise ValidationError(_("“From” must not lie behind “to”."))
    return low is not None or high is not None


def _end(widget: type[forms.Widget], label: str, **more: Any) -> forms.Widget:
    attrs = {"aria-label": label, **more.pop("attrs", {})}
    return widget(attrs=attrs, **more)
