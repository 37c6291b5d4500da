"""Address headers read in linear time, however broken they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tickets.mail.decoding import header_text

_TOKEN = re.compile(
    r"""(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?\r\n]*\?=)
    |"(?P<quoted>(?:[^"\\]|\\.)*)"?
    |\((?P<comment>[^()]*)\)?
    |<(?P<angle>[^<>]*)>?
    |(?P<end>[,;])
    |(?P<plain>[^"(<,;=]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_BARE = re.compile(r"[^\s@<>\[\]()\"',;:]{1,64}@[^\s@<>\[\]()\"',;:]{1,190}")
_MOST = 500


@dataclass(frozen=True, slots=True)
class Address:
    """A person in a header: `email` is lower-case, and "" where the header names nobody reachable."""

    name: str
    email: str


def read_addresses(values: Iterable[str]) -> tuple[Address, ...]:
    """Everyone named in these raw header values, each once, at most 500."""
    found = (address for value in values for address in _split(value))
    return tuple(dict.fromkeys(address for address in found if address.name or address.email))[:_MOST]


def _split(value: str) -> Iterator[Address]:
    """One address per comma, or Outlook's semicolon, that stands outside of quotes and brackets."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(value):
        if token["end"]:
            yield _address(tokens)
            tokens = []
        else:
            tokens.append(token)
    yield _address(tokens)


def _address(tokens: list[re.Match[str]]) -> Address:
    email = next((found for token in tokens if (found := _email(token["angle"] or ""))), "")
    comment = " ".join(token["comment"] for token in tokens if token["comment"])
    words = "".join(_words(token) for token in tokens)
    name = header_text(words)
    if not email:
        email, name = _from_words(name)
    return Address((name or header_text(comment)).strip("'\" ")[:150], email)


def _words(token: re.Match[str]) -> str:
    if token["quoted"] is not None:
        return re.sub(r"\\(.)", r"\1", token["quoted"])
    return token["word"] or token["plain"] or ""


def _from_words(words: str) -> tuple[str, str]:
    """An address without brackets: bare, in square ones, or hidden with them inside an encoded word."""
    bare = _BARE.search(words)
    email = _email(bare[0]) if bare else ""
    if not email or not bare:
        return "", words.rstrip(": ")
    return email, (words[: bare.start()] + words[bare.end() :]).strip("<>[] ").rpartition(":")[2]


def _email(text: str) -> str:
    """The address in lower case, or "" if nobody could be written to there."""
    email = header_text(text).replace(" ", "").removeprefix("mailto:").lower()
    return email if len(email) <= 254 and _BARE.fullmatch(email) else ""
