"""Times in words."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from ui import ages

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"), timezone.override(timezone.get_fixed_timezone(0)):
        yield


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(seconds=-20), "just now"),
        (timedelta(minutes=5), "5 min. ago"),
        (timedelta(hours=3, minutes=59), "3 hr. ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), "Nov 14"),
        (timedelta(days=400), "10/17/2025"),
    ],
)
def test_the_past_is_told_from_now(passed, words):
    assert ages.ago(NOW - passed, now=NOW) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=5), "in 1 min."),
        (timedelta(hours=2), "in 2 hr."),
        (timedelta(days=1), "in 1 day"),
        (timedelta(days=10), "Dec 1"),
        (timedelta(minutes=-20), "20 min. overdue"),
        (timedelta(hours=-5), "5 hr. overdue"),
        (timedelta(days=-2), "2 days overdue"),
    ],
)
def test_a_due_date_says_how_long_is_left_or_how_late_it_is(left, words):
    assert ages.until(NOW + left, now=NOW) == words
