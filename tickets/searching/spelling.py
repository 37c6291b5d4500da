"""Words that are one slip of the finger away."""

from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Shorter words have too many neighbours, longer ones nobody types.
SHORTEST, LONGEST = 4, 24
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def folded(word: str) -> str:
    """As the vocabulary has most words; accents are left as they are."""
    return word.lower().translate(FOLDED)


def neighbours(word: str) -> set[str]:
    """With one letter left out, added, changed, or changed places with the next (Norvig): some 50 for each letter."""
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    return set(_neighbours(word)) - {word}


def _neighbours(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (f"{before}{letter}{after}" for letter in LETTERS)
        if after:
            yield before + after[1:]
            yield from (f"{before}{letter}{after[1:]}" for letter in LETTERS)
        if len(after) > 1:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"
