"""Takes a preset's statuses over."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from tickets.choices import GIVES_WAY, Category
from tickets.models import Status
from tickets.status_presets import Preset, Wanted, in_every_language, portal_words

MEANINGS = list(Category)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one status; `wanted` is empty for what the preset does not know."""

    status: Status
    wanted: Wanted | None
    is_active: bool
    is_default: bool
    portal_label: str

    @property
    def is_new(self) -> bool:
        return self.status.pk is None

    @property
    def goes_on(self) -> bool:
        return not self.is_new and self.is_active and not self.status.is_active

    @property
    def goes_off(self) -> bool:
        return not self.is_active and self.status.is_active

    @property
    def takes_over(self) -> bool:
        return not self.is_new and self.is_default and not self.status.is_default

    @property
    def is_said_anew(self) -> bool:
        return not self.is_new and self.portal_label != self.status.portal_label

    @property
    def stays_needed(self) -> bool:
        """Not of the preset, but people's actions lead there."""
        return self.wanted is None and self.is_active

    @property
    def is_change(self) -> bool:
        return self.is_new or self.goes_on or self.goes_off or self.takes_over or self.is_said_anew


def outcomes(preset: Preset) -> list[Outcome]:
    """What `adopt` would make of every status, in the order they would have."""
    return sorted(_outcomes(preset, list(Status.objects.all())), key=_place)


@transaction.atomic
def adopt(preset: Preset) -> None:
    """Make the preset's statuses the workspace's (BR-2, T24-39); twice changes nothing.

    Statuses it does not know are switched off, so that tickets keep theirs and nothing is lost; the default ones of
    meanings that people's actions lead to stay on.
    """
    list(Status.objects.select_for_update())
    found = outcomes(preset)
    Status.objects.filter(pk__in=[one.status.pk for one in found if not one.is_default]).update(is_default=False)
    for place, one in enumerate(found):
        status = one.status
        status.is_active, status.is_default, status.portal_label = one.is_active, one.is_default, one.portal_label
        status.position = place
        status.save()


def _outcomes(preset: Preset, statuses: list[Status]) -> Iterator[Outcome]:
    left = list(statuses)
    for wanted in preset.statuses:
        status = next((one for one in left if _is(one, wanted)), None)
        if status is None:
            status = Status(category=wanted.category, name=wanted.name, portal_label=str(wanted.portal))
        else:
            left.remove(status)
        yield Outcome(status, wanted, is_active=True, is_default=wanted.is_default, portal_label=_portal_label(status, wanted))
    met = {wanted.category for wanted in preset.statuses}
    yield from (_unknown(status, met) for status in left)


def _is(status: Status, wanted: Wanted) -> bool:
    return status.category == wanted.category and str(status) in wanted.spellings


def _portal_label(status: Status, wanted: Wanted) -> str:
    """What somebody typed stays; so does a preset's word in another language."""
    ours = status.portal_label in portal_words(wanted.category)
    fits = bool(wanted.portal) and status.portal_label in in_every_language(wanted.portal)
    return status.portal_label if fits or not ours else str(wanted.portal)


def _unknown(status: Status, met: set[Category]) -> Outcome:
    category = Category(status.category)
    is_default = status.is_default and category not in met
    stays = is_default and category not in GIVES_WAY
    return Outcome(status, None, is_active=stays, is_default=is_default, portal_label=status.portal_label)


def _place(one: Outcome) -> tuple[int, bool, int]:
    return MEANINGS.index(Category(one.status.category)), one.wanted is None, one.status.position
