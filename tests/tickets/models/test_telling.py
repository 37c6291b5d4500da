"""The history keeps words, and says built-in ones in the reader's language."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from tickets.models import Priority, Status
from tickets.telling import spoken, told


@pytest.mark.parametrize(
    ("kept", "words"), [(None, ""), ("Technik", "Technik"), ({"level": 3}, "Hoch"), ({"category": "open"}, "Offen")]
)
def test_what_was_kept_is_said_in_german(kept, words):
    with translation.override("de"):
        assert spoken(kept) == words


def test_built_in_names_are_kept_by_their_meaning(acme):
    assert told(Status.objects.get(category="closed")) == {"category": "closed"}
    assert told(Priority.objects.get(level=1)) == {"level": 1}


def test_names_of_ones_own_are_kept_as_they_were(acme):
    status = Status.objects.create(category="open", name="Beim Hersteller")
    kept = told(status)
    Status.objects.filter(pk=status.pk).update(name="Extern")

    assert spoken(kept) == "Beim Hersteller"


def test_a_moment_is_said_in_the_readers_time_zone():
    kept = told(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))

    with timezone.override("Europe/Berlin"), translation.override("de"):
        assert spoken(kept) == "22.11.2026 00:30"
