"""Keys in addresses and forms are digits of which a row can be the bearer."""

import pytest

from ui.keys import key_in, keys_in


@pytest.mark.parametrize("word", ["", "-1", "x", "1.0", "²", "٣", " 1", "9" * 18])
def test_whatever_else_is_written_there_is_no_key(word):
    assert key_in(word) is None


def test_the_others_are():
    assert keys_in(["7", "no", "9" * 17, "007"]) == [7, int("9" * 17), 7]
