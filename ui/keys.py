"""Keys of rows, as addresses and forms name them."""

from collections.abc import Iterable

#: Digits of the largest number that surely is one.
LONGEST = 17


def key_in(word: str) -> int | None:
    """Whatever else a stranger wrote there is no key."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= LONGEST else None


def keys_in(words: Iterable[str]) -> list[int]:
    return [key for word in words if (key := key_in(word)) is not None]
