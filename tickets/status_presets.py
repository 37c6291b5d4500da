"""Sets of statuses that desks know from elsewhere, ready to be taken over."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.choices import Category


@dataclass(frozen=True, slots=True)
class Wanted:
    """One status of a preset. Customers read `portal`, or what its meaning says anyway."""

    category: Category
    word: str | Promise
    portal: str | Promise = ""
    is_default: bool = True

    @property
    def name(self) -> str:
        """Empty where the meaning has the same word already, so that it stays translated."""
        return "" if self.word == self.category.label else str(self.word)

    @property
    def spellings(self) -> set[str]:
        return in_every_language(self.word)


@dataclass(frozen=True, slots=True)
class Preset:
    key: str
    label: str | Promise
    sentence: str | Promise
    statuses: tuple[Wanted, ...]


SERVICE = Preset(
    "service",
    _("Service (7)"),
    _("One status for each meaning, as service desks use them."),
    tuple(Wanted(category, category.label) for category in Category),
)
REPORT_AND_ANSWER = Preset(
    "report-and-answer",
    _("Report and answer (5)"),
    _("The team works, writes down what it found, answers, and closes."),
    (
        Wanted(Category.NEW, _("Open")),
        Wanted(Category.OPEN, _("In progress")),
        Wanted(Category.OPEN, _("Report"), is_default=False),
        Wanted(Category.RESOLVED, _("Answer")),
        Wanted(Category.CLOSED, _("Closed")),
    ),
)
SIMPLE = Preset(
    "simple",
    _("Simple (4)"),
    _("New, in progress, review, completed: customers read the same words."),
    (
        Wanted(Category.NEW, _("New"), portal=_("New")),
        Wanted(Category.OPEN, _("In progress"), portal=_("In progress")),
        Wanted(Category.WAITING_INTERNAL, _("Review"), portal=_("Review")),
        Wanted(Category.CLOSED, _("Completed"), portal=_("Completed")),
    ),
)
PRESETS = {preset.key: preset for preset in (SERVICE, REPORT_AND_ANSWER, SIMPLE)}


def portal_words(category: Category) -> set[str]:
    """What any preset lets customers read there, in any language: nobody typed these by hand."""
    words = [wanted.portal for preset in PRESETS.values() for wanted in preset.statuses if wanted.category == category]
    return {"", *(spelling for word in words if word for spelling in in_every_language(word))}


def in_every_language(word: str | Promise) -> set[str]:
    return set(_spoken(word))


def _spoken(word: str | Promise) -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield str(word)
