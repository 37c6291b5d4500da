"""Reads what crowds talk of, and makes as many words of it as a large desk knows."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, product
from math import gcd
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, overload

#: One ticket in five of a crowd says the first; `RARE_TICKETS` of any crowd say the other.
COMMON, RARE = "Hausmeister", "Marderbiss"
ARTICLES = {"m": ("der", "den", "dem"), "f": ("die", "die", "der"), "n": ("das", "das", "dem")}


class Word(NamedTuple):
    """`wort` alone, and with its article as subject, as object and behind “mit”."""

    wort: str
    nom: str
    akk: str
    dat: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`raw` is the file; `words` are those of each category, the most frequent first."""

    raw: Mapping[str, Any]
    words: Mapping[str, Sequence[Word]]

    @property
    def categories(self) -> list[str]:
        return [*self.words]


def read(dice: Random) -> Vocabulary:
    raw = tomllib.loads(Path(__file__).with_name("words.toml").read_text())
    return Vocabulary(raw, {category: Words(raw, fronts, dice) for category, fronts in raw["categories"].items()})


def by_rank(words: Sequence[Word], dice: Random) -> Word:
    """As people use words (Zipf): the tenth a tenth as often as the first, most of them once in a lifetime."""
    return words[int(len(words) ** dice.random()) - 1]


class Words(Sequence[Word]):
    """Everyday compounds of two parts, then the long tail of three; each is made when somebody says it."""

    def __init__(self, raw: Mapping[str, Any], fronts: Sequence[str], dice: Random) -> None:
        self._heads = [(gender, head) for gender, heads in raw["heads"].items() for head in heads]
        long = ["".join(pair) for pair in product(fronts, raw["middles"])]
        self._short, self._long = _Shuffled(fronts, self._heads, dice), _Shuffled(long, self._heads, dice)

    def __len__(self) -> int:
        return self._short.size + self._long.size

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return self._short.word(at) if at < self._short.size else self._long.word(at - self._short.size)


class _Shuffled:
    """Every beginning with every head, once, in an order that only looks like one of dice: a step that leads everywhere."""

    def __init__(self, beginnings: Sequence[str], heads: Sequence[tuple[str, str]], dice: Random) -> None:
        self._beginnings, self._heads = beginnings, heads
        self.size = len(beginnings) * len(heads)
        self._start = int(dice.random() * self.size)
        self._step = next(step for step in count(int(dice.random() * self.size) + 1) if gcd(step, self.size) == 1)

    def word(self, at: int) -> Word:
        beginning, head = divmod((self._start + at * self._step) % self.size, len(self._heads))
        gender, end = self._heads[head]
        whole = f"{self._beginnings[beginning]}{end}"
        return Word(whole, *(f"{article} {whole}" for article in ARTICLES[gender]))
