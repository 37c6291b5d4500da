"""Guesses which column is which field: as it was last time, else by its words."""

import re
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from django.conf import settings
from django.utils import timezone, translation

from accounts.models import User
from imports.models import Import
from imports.models import Mapping as Remembered
from imports.recipes import Recipe
from imports.targets import Importer, target_named

NEWEST = 30
FILLERS = re.compile(r"[^a-z0-9äöüß]+")


def guessed(importing: Import, importer: Importer) -> Recipe:
    """What a file with this header most likely means; a person looks at it before anything happens."""
    known = {field.key for field in importer.fields}
    last = Remembered.objects.filter(target=importing.target, fingerprint=fingerprint_of(importing.header)).first()
    names = _learned(importing.target) | ({} if last is None else last.columns)
    columns = _columns(importing.header, known, names, _names(importing))
    if last is not None:
        rest = Recipe.read(last.rest)
        fixed = {key: words for key, words in rest.fixed.items() if key in known}
        return Recipe(columns, fixed, rest.recognise, rest.updates, rest.makes & known, rest.clears, letters=False)
    there = set(columns.values())
    return Recipe(columns, recognise=next((key.field for key in importer.keys if key.field in there), ""))


def remember(importing: Import, recipe: Recipe, *, by: User) -> None:
    """For the next file with the same columns."""
    columns = {plain(words): recipe.columns.get(place, "") for place, words in enumerate(importing.header) if plain(words)}
    kept = recipe.kept()
    Remembered.objects.update_or_create(
        target=importing.target,
        fingerprint=fingerprint_of(importing.header),
        defaults={"columns": columns, "rest": {**kept, "columns": {}, "letters": False}, "by": by, "used_at": timezone.now()},
    )


def fingerprint_of(header: Sequence[str]) -> str:
    return sha256("\n".join(sorted(map(plain, header))).encode()).hexdigest()


def plain(words: str) -> str:
    """“E-Mail (privat)” is “email privat”."""
    return FILLERS.sub(" ", words.casefold().replace("-", "")).strip()


def _learned(target: str) -> dict[str, str]:
    """What people said of single columns before, the newest last."""
    found: dict[str, str] = {}
    for mapping in reversed(Remembered.objects.filter(target=target)[:NEWEST]):
        found |= {words: key for words, key in mapping.columns.items() if key}
    return found


def _columns(
    header: Sequence[str], known: Collection[str], learned: Mapping[str, str], called: Mapping[str, str]
) -> dict[int, str]:
    """Each field once: for the first column that says it."""
    found: dict[int, str] = {}
    for place, words in enumerate(header):
        name = plain(words)
        key = learned[name] if name in learned else called.get(name, "")
        if key in known and key not in found.values():
            found[place] = key
    return found


def _names(importing: Import) -> dict[str, str]:
    """What fields are called, in every language we speak: whoever wrote the file may speak another one."""
    names: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for field in target_named(importing.target).open(importing.user).fields:
                for words in (field.label, field.key, *field.headers):
                    names.setdefault(plain(words), field.key)
    return names
