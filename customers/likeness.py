"""When two names, numbers and addresses are probably one and the same: pure, and quick enough to be asked of every contact."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import Final

#: What a name begins or ends in says nothing of whose it is.
TITLES: Final = frozenset(["dr", "prof", "dipl", "ing", "med", "herr", "frau", "mr", "mrs", "ms"])
LEGAL: Final = frozenset(
    [
        *("gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "se", "co", "inc", "ltd", "llc"),
        "haftungsbeschraenkt",
        "und",
        "and",
    ]
)
#: Where everybody can have an address.
FREE_MAIL: Final = frozenset(
    """gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de arcor.de online.de 1und1.de posteo.de
    mailbox.org outlook.com outlook.de hotmail.com hotmail.de live.de yahoo.com yahoo.de icloud.com me.com mac.com aol.com
    proton.me protonmail.com""".split()  # noqa: SIM905 -- a list of words, read as one
)
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
WORD: Final = re.compile(r"[^\W_]+")
#: Shorter ones are extensions, or made up.
FEWEST_DIGITS: Final = 6
#: A word that can be mistyped and still be known.
SHORTEST: Final = 4


def words_of(name: str, *, but: Collection[str] = ()) -> tuple[str, ...]:
    """`Dr. Müller-Lüdenscheidt` is `mueller luedenscheidt`."""
    plain = name.lower().translate(UMLAUTS)
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return tuple(word for word in WORD.findall(plain) if word not in but)


def number_of(phone: str) -> str:
    """The same whether it begins with +49, 0049 or 0; empty if that is no number."""
    digits = re.sub(r"\D", "", phone.strip().replace("(0)", ""))
    if phone.strip().startswith("+"):
        digits = f"00{digits}"
    digits = digits.removeprefix("0049").lstrip("0")
    return digits if len(digits) >= FEWEST_DIGITS else ""


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def are_similar(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """All words but one are the same; that one is a slip of the other, or its initial."""
    if len(one) != len(other):
        return False
    odd = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(odd) == 1 and (_is_slip(*odd[0]) or _is_initial(*odd[0]) or _is_initial(*odd[0][::-1]))


def similar_pairs(rows: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
    yield from ((one, other) for (one, a), (other, b) in combinations(rows, 2) if are_similar(a, b))


def _is_initial(short: str, long: str) -> bool:
    return len(short) == 1 < len(long) and short.isalpha() and long.startswith(short)


def _is_slip(one: str, other: str) -> bool:
    """A letter too many, too few or another one, or two that changed places; short words and numbers have no slips."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1 or not (short + long).isalpha():
        return False
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    return short[same + 1 :] == long[same + 1 :] or (
        short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    )
