"""Reads what somebody typed into a search, term by term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Nobody looks for a sentence letter by letter.
LONGEST, MOST_TERMS = 200, 8
#: How quotations begin and end, in German and in English.
QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"'))
TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]+))')
#: 12.5 and 12,5; 1.250,00 is not taken apart.
AMOUNT = re.compile(r"\d{1,12}[.,]\d{1,4}")
#: As people write a ticket's number.
NUMBER = re.compile(r"#?\s*(\d{1,14})", re.ASCII)
#: From so many signs on, the beginning of a number or of a name with digits is enough.
BEGINNING = re.compile(r"(?=.*\d)\w{5,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, an address or number, or a quotation; `is_unwanted` is what must not be there."""

    text: str
    is_quoted: bool = False
    is_unwanted: bool = False

    @property
    def is_word(self) -> bool:
        """Which has kin and can be misspelt."""
        return not self.is_quoted and not self.is_unwanted and self.text.isalpha()

    @property
    def spellings(self) -> list[str]:
        """12,50 is kept as 12.5."""
        if not AMOUNT.fullmatch(self.text):
            return []
        whole, rest = re.split("[.,]", self.text)
        return [f"{int(whole)}.{rest.rstrip('0')}".rstrip(".")]

    @property
    def beginning(self) -> str:
        return self.text.lower() if not self.is_quoted and BEGINNING.fullmatch(self.text) else ""


def terms_of(words: str) -> list[Term]:
    """At most so many; what has neither letter nor digit is none. Where nothing is wanted, nothing is unwanted either."""
    terms = [term for term in _terms(words) if any(sign.isalnum() for sign in term.text)][:MOST_TERMS]
    return terms if any(not term.is_unwanted for term in terms) else []


def number_in(words: str) -> int | None:
    """Where nothing else was typed than a ticket's number, that number."""
    found = NUMBER.fullmatch(words.strip())
    return int(found[1]) if found else None


def _terms(words: str) -> Iterator[Term]:
    for found in TERM.finditer(words.replace("\x00", "")[:LONGEST].translate(QUOTES)):
        quoted, word = found["quoted"], found["word"] or ""
        yield Term(word.strip("'’.,;:!?()[]{}*") if quoted is None else quoted, quoted is not None, bool(found["minus"]))
