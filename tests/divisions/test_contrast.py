"""Colours that can be read."""

import pytest

from tenants.branding import text_on
from tenants.divisions.contrast import contrast, judge


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


@pytest.mark.parametrize("colour", ["#1f5f8b", "#000000", "#b00020"])
def test_a_dark_colour_is_readable_as_it_is(colour: str) -> None:
    assert judge(colour).better == ""


@pytest.mark.parametrize("colour", ["#ffff00", "#ffffff", "#7f7f7f", "#ff8800", "#00ffcc", "#808000"])
def test_the_nearest_readable_colour_is_readable_itself(colour: str) -> None:
    better = judge(colour).better or colour

    assert contrast(better, "#ffffff") >= 3.0
    assert contrast(better, text_on(better)) >= 4.5
    assert judge(better).is_readable


def test_a_yellow_stays_yellowish() -> None:
    assert judge("#ffff00").better == "#999900"
