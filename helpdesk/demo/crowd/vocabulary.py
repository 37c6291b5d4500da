"""Reads what crowds talk of, and makes as many words of it as a large desk knows."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

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
    return Vocabulary(raw, {category: _words(raw, fronts, dice) for category, fronts in raw["categories"].items()})


def by_rank(words: Sequence[Word], dice: Random) -> Word:
    """As people use words (Zipf): the tenth a tenth as often as the first, most of them once in a lifetime."""
    return words[int(len(words) ** dice.random()) - 1]


def _words(raw: Mapping[str, Any], fronts: Sequence[str], dice: Random) -> list[Word]:
    """Everyday compounds of two parts, then the long tail of three."""
    short, long = [*_compounds(raw, fronts)], [*_compounds(raw, ["".join(pair) for pair in product(fronts, raw["middles"])])]
    dice.shuffle(short)
    dice.shuffle(long)
    return short + long


def _compounds(raw: Mapping[str, Any], beginnings: Sequence[str]) -> Iterator[Word]:
    for gender, heads in raw["heads"].items():
        for beginning, head in product(beginnings, heads):
            whole = f"{beginning}{head}"
            yield Word(whole, *(f"{article} {whole}" for article in ARTICLES[gender]))
