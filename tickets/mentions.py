"""Whom a note speaks to by name: `@Ben Roth`, or `@Ben` where there is only one."""

import re
from collections import Counter
from collections.abc import Iterable

from accounts.models import User

_MARK = re.compile(r"(?<![\w@])@(?=\w)")


def mentioned_in(text: str, *, people: Iterable[User]) -> list[User]:
    """Each once, in order of appearance; whoever is none of these people is just a word."""
    names = _names(people)
    found: dict[int, User] = {}
    for mark in _MARK.finditer(text):
        person = _first_of(names, text[mark.end() : mark.end() + 120])
        if person is not None:
            found.setdefault(person.pk, person)
    return list(found.values())


def _names(people: Iterable[User]) -> dict[str, User]:
    """Whole names, and first names that only one has; longer ones first, so that Ben Roth is not Ben."""
    everybody = [person for person in people if person.name.strip()]
    often = Counter(person.first_name.casefold() for person in everybody)
    alone = {name: person for person in everybody if often[name := person.first_name.casefold()] == 1}
    whole = {_plain(person.name): person for person in everybody}
    return dict(sorted({**alone, **whole}.items(), key=lambda item: -len(item[0])))


def _first_of(names: dict[str, User], text: str) -> User | None:
    said = _plain(text)
    return next((person for name, person in names.items() if re.match(rf"{re.escape(name)}(?!\w)", said)), None)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
