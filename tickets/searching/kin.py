"""What the vocabulary knows: words that are kin to one, and words that somebody may have meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.functions import Length

from tickets.models import Ticket, Word
from tickets.searching.functions import Idle, Pattern, Same, Stem
from tickets.searching.reading import Term
from tickets.searching.spelling import LONGEST, folded, neighbours

#: Of each word; forms of the same word first, then those that most tickets have.
MOST = 100
#: So many words that look alike are looked at, to see whether one begins with what was meant; with so many letters at least.
ALIKE, LONG_ENOUGH = 20, 5
#: The vocabulary has no shorter words.
SHORTEST = 3
PARTS = re.compile(r"[^\W_]+")
#: The place of what is no term.
NEWEST = -1


@dataclass(frozen=True, slots=True)
class Kin:
    """Words that have this one's stem; `forms` are of the same word, the others compounds, and `pattern` finds them.

    So many `tickets` have one of them; of a quotation or an address so many at most, None where nobody counts (numbers, and
    words of two letters).
    """

    words: Sequence[str] = ()
    forms: Sequence[str] = ()
    tickets: int | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some terms; `newest` is the number of the newest ticket."""

    kin: Mapping[Term, Kin]
    newest: int


def known_of(terms: Sequence[Term]) -> Known:
    """One query. A word that nobody wrote, and that is part of none, has no kin."""
    asked = list(dict.fromkeys(terms))
    rows: dict[int, list[Any]] = {}
    for row in _union([_newest(), *(_of(place, term) for place, term in enumerate(asked))]):
        rows.setdefault(row[0], []).append(row)
    kin = {term: _gathered(term, rows.get(place, [])) for place, term in enumerate(asked)}
    return Known({term: each for term, each in kin.items() if each}, sum(row[3] for row in rows.get(NEWEST, [])))


def instead_of(terms: Sequence[Term]) -> Mapping[Term, str]:
    """For words that the vocabulary does not know: one that it knows a slip away, or that begins one. Two queries at most."""
    asked = [term for term in dict.fromkeys(terms) if len(term.text) <= LONGEST]
    found = {asked[place]: word for place, word in _union([_near(place, term) for place, term in enumerate(asked)])}
    others = [term for term in asked if term not in found and len(term.text) >= LONG_ENOUGH]
    for place, word in _union([_alike(place, term) for place, term in enumerate(others)]):
        near = [each for each in neighbours(folded(others[place].text)) if word.startswith(each)]
        begun = max(near, key=len, default="")
        if len(begun) >= LONG_ENOUGH:
            found.setdefault(others[place], begun)
    return found


def _newest() -> QuerySet[Any, Any]:
    latest = Ticket.objects.order_by("-pk").annotate(place=Value(NEWEST), no=Value(""), form=Value(False))
    return latest.values_list("place", "no", "form", "pk", "no")[:1]


def _of(place: int, term: Term) -> QuerySet[Any, Any]:
    if not term.is_word:
        parts = Word.objects.filter(word__in=_parts(term)).annotate(place=Value(place), no=Value(""), form=Value(False))
        return parts.values_list("place", "word", "form", "tickets", "no")[:MOST]
    pattern = Pattern(Value(term.text))
    form = Q(Same(Stem("word"), Stem(Value(term.text.lower())))) | Q(word=folded(term.text))
    kin = Word.objects.filter(word__regex=pattern).annotate(
        place=Value(place), form=ExpressionWrapper(form, BooleanField()), pattern=pattern
    )
    nearest = kin.order_by("-form", "-tickets", Length("word"))[:MOST]
    return nearest.values_list("place", "word", "form", "tickets", "pattern")


def _parts(term: Term) -> list[str]:
    return [folded(part) for part in PARTS.findall(term.text)]


def _gathered(term: Term, rows: Sequence[Any]) -> Kin | None:
    if term.is_word:
        forms = [word for _place, word, is_form, *_rest in rows if is_form]
        if rows:
            return Kin([row[1] for row in rows], forms, sum(row[3] for row in rows), rows[0][4])
        return None if len(folded(term.text)) >= SHORTEST else Kin()
    counts = {word: tickets for _place, word, _form, tickets, _pattern in rows}
    if any(sign.isdigit() for sign in term.text):
        return Kin()
    return Kin(tickets=min((counts.get(part, 0) for part in _parts(term)), default=0))


def _near(place: int, term: Term) -> QuerySet[Any, Any]:
    near = Word.objects.filter(word__in=neighbours(folded(term.text))).exclude(Q(Idle(Value(term.text))))
    return near.annotate(place=Value(place)).order_by("-tickets", Length("word"), "word").values_list("place", "written")[:1]


def _alike(place: int, term: Term) -> QuerySet[Any, Any]:
    """Whose beginning looks like it."""
    word = folded(term.text)
    near = Word.objects.filter(word__trigram_word_similar=word).exclude(Q(Idle(Value(term.text)))).annotate(place=Value(place))
    return near.order_by(TrigramWordSimilarity(word, "word").desc(), Length("word")).values_list("place", "word")[:ALIKE]


def _union(parts: Sequence[QuerySet[Any, Any]]) -> Sequence[Any]:
    if not parts:
        return []
    first, *others = parts
    return list(first.union(*others, all=True))
