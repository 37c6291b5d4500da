"""Cells say what people write, in German and in English."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from imports import cells
from imports.refusing import Wrong

amount = cells.amount(digits=8, places=2, least=0)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "1.234,5", "1234.50"),
        ("de", "1234,5", "1234.50"),
        ("de", "1.234", "1234.00"),
        ("de", "1.23", "1.23"),
        ("de", "1,234.5", "1234.50"),
        ("en", "1,234.5", "1234.50"),
        ("en", "1,234", "1234.00"),
        ("en", "1,5", "1.50"),
        ("en", "1.234", "1.23"),
        ("de", "12,50 €", "12.50"),
        ("de", "1 234,5", "1234.50"),
        ("de", 12.5, "12.50"),
        ("de", 7, "7.00"),
        ("de", 1e-05, "0.00"),
    ],
)
def test_amounts(language, typed, meant):
    with translation.override(language):
        assert amount(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["abc", "1,2,3,4.5.6", "NaN", "Infinity", "-1", "12345678", "1e9", "=1+1", "--"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(Wrong):
        amount(typed)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "28.11.2026", date(2026, 11, 28)),
        ("de", "1. 2. 26", date(2026, 2, 1)),
        ("de", "3.4.97", date(1997, 4, 3)),
        ("en", "2026-11-28", date(2026, 11, 28)),
        ("en", "11/28/2026", date(2026, 11, 28)),
        ("en", "3/4/2026", date(2026, 3, 4)),
        ("de", "3/4/2026", date(2026, 4, 3)),
        ("en", "28/11/2026", date(2026, 11, 28)),
        ("de", "28.11.2026 14:05", date(2026, 11, 28)),
        ("de", 46354, date(2026, 11, 28)),
        ("de", "", None),
        ("de", None, None),
    ],
)
def test_days(language, typed, meant):
    with translation.override(language), timezone.override("Europe/Berlin"):
        assert cells.day(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "28.11.2026 14:05",
        "28.11.2026, 14:05 Uhr",
        "28. 11. 2026 14:05",
        "2026-11-28 14:05",
        "2026-11-28T14:05:00",
        "2026-11-28T14:05:00+0100",
        "2026-11-28T13:05:00Z",
        "11/28/2026 2:05 p.m.",
        46354.586805555555,
    ],
)
def test_times_are_on_the_clock_of_whoever_brings_the_file(typed):
    with timezone.override("Europe/Berlin"):
        assert cells.moment(typed) == datetime(2026, 11, 28, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["morgen", "31.02.2026", "2026-13-01", "28.11.2026 25:00", "00.00.0000", "7", 12, 10**9, True])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(Wrong):
        cells.moment(typed)


@pytest.mark.parametrize(
    ("typed", "meant"), [("ja", True), ("NEIN", False), ("x", True), ("wahr", True), (True, True), (0, False), ("", None)]
)
def test_yes_and_no(typed, meant):
    assert cells.yes_or_no(typed) is meant


def test_texts():
    assert cells.text(longest=5)("  Tür \n 1 ") == "Tür 1"
    assert cells.lines(longest=50)("a\r\nb\rc ") == "a\nb\nc"
    assert cells.text(longest=9)("'=1+1") == "=1+1"
    assert cells.text(longest=9)("'s Hertog") == "'s Hertog"
    assert cells.text(longest=9)(1067) == "1067"
    assert cells.text(longest=30)(1e16) == "10000000000000000"
    assert cells.several_of("a; b|A,b\nc") == ["a", "b", "A", "c"]
    assert (cells.email(" Kai@Kunde.Example "), cells.link("kunde.example/x")) == ("kai@kunde.example", "https://kunde.example/x")
    for reader, typed in ((cells.text(longest=3), "Türe"), (cells.email, "kai@"), (cells.link, "javascript:alert(1)")):
        with pytest.raises(Wrong):
            reader(typed)
