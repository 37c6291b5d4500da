"""Which status may follow which, as a grid of tick boxes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from tickets.choices import GIVES_WAY, Category
from tickets.models import Status, Ticket, TicketType, Transition

#: Where tickets usually go from each meaning.
USUAL = {
    Category.NEW: [Category.OPEN],
    Category.OPEN: [
        Category.OPEN,
        Category.WAITING_CUSTOMER,
        Category.WAITING_INTERNAL,
        Category.RESOLVED,
        Category.POSTPONED,
    ],
    Category.WAITING_CUSTOMER: [Category.OPEN, Category.RESOLVED, Category.POSTPONED],
    Category.WAITING_INTERNAL: [Category.OPEN, Category.RESOLVED],
    Category.RESOLVED: [Category.OPEN, Category.CLOSED],
    Category.CLOSED: [Category.OPEN],
    Category.POSTPONED: [Category.OPEN],
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One change of status; without `value` it leads nowhere."""

    after: Status
    value: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    before: Status
    cells: list[Cell]


class WorkflowForm(forms.Form):
    """Posted as `moves=3-5`, a change from status 3 to status 5."""

    def __init__(self, data: Any = None, *, type_: TicketType, suggests: bool = False) -> None:
        super().__init__(data)
        self.after = list(Status.objects.filter(is_active=True))
        self.before = [*self.after, *_left_behind(type_)]
        pairs = [(one, other) for one in self.before for other in self.after if one.pk != other.pk]
        self.fields["moves"] = forms.MultipleChoiceField(required=False, choices=[(_value(*pair), "") for pair in pairs])
        self.ticked = self._ticked(type_, pairs, suggests=suggests)

    def _ticked(self, type_: TicketType, pairs: list[tuple[Status, Status]], *, suggests: bool) -> set[str]:
        if self.is_bound:
            return set(self["moves"].data or [])
        if suggests:
            return usual(self.before, self.after)
        if not type_.has_workflow:
            return {_value(*pair) for pair in pairs}
        return {f"{one}-{other}" for one, other in Transition.objects.filter(type=type_).values_list("before_id", "after_id")}

    @property
    def rows(self) -> list[Row]:
        return [Row(before, [self._cell(before, after) for after in self.after]) for before in self.before]

    def _cell(self, before: Status, after: Status) -> Cell:
        value = "" if before.pk == after.pk else _value(before, after)
        return Cell(after, value, is_ticked=value in self.ticked)

    @property
    def moves(self) -> Iterable[tuple[int, int]]:
        for value in self.cleaned_data["moves"]:
            before, after = value.split("-")
            yield int(before), int(after)


def usual(before: Iterable[Status], after: Iterable[Status]) -> set[str]:
    """The steps that most desks take between these statuses; a meaning that is off gives way to the next one."""
    reached = list(after)
    there = {status.category for status in reached}
    found = set()
    for one in before:
        wanted = {_instead(category, there) for category in USUAL[Category(one.category)]}
        found |= {_value(one, other) for other in reached if other.category in wanted and other.pk != one.pk}
    return found


def _instead(category: Category, there: set[str]) -> Category:
    return GIVES_WAY[category] if category not in there and category in GIVES_WAY else category


def _left_behind(type_: TicketType) -> list[Status]:
    """Switched off, but tickets of the type still have them and need a way out."""
    there = Ticket._base_manager.filter(type=type_, status__is_active=False).values("status")
    return list(Status.objects.filter(pk__in=there))


def _value(before: Status, after: Status) -> str:
    return f"{before.pk}-{after.pk}"
