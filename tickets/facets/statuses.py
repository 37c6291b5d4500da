"""Asking by status: by what one means, or by a workspace's own."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.functional import Promise

from tickets.choices import Category
from tickets.vocabulary import Vocabulary
from ui.facet_fields import Choice, SeveralField
from ui.facets import Facet

KEY = "status"


def by_status(words: Vocabulary, label: str, group: str | Promise) -> Facet:
    def control(asked: Sequence[str]) -> SeveralField:
        return SeveralField(list(_choices(words, asked)))

    return Facet(KEY, label, group, control, lambda keys: Q(status__in=statuses_meant(words, keys)), is_plain=True)


def statuses_meant(words: Vocabulary, keys: Sequence[str]) -> list[int]:
    """Their keys: a meaning is all statuses that mean it."""
    return [status.pk for status in words.statuses if status.category in keys or str(status.pk) in keys]


def _choices(words: Vocabulary, asked: Sequence[str]) -> Iterator[Choice]:
    """Each meaning; where several statuses share one, each of them too, also one that is off and asked for all the same."""
    for category in Category:
        here = [status for status in words.statuses if status.category == category]
        offered = [status for status in here if status.is_active or str(status.pk) in asked]
        yield str(category), str(here[0]) if len(here) == 1 else category.label
        if len(here) > 1:
            yield from ((str(status.pk), str(status)) for status in offered)
        else:
            yield from ((str(status.pk), str(status)) for status in here if str(status.pk) in asked)
