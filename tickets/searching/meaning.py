"""What somebody means who types these words: in all their forms, as parts of others, and without a slip of the finger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from tickets.searching.functions import Query
from tickets.searching.kin import Kin, instead_of, known_of
from tickets.searching.reading import Term, number_in, terms_of

#: Of a word that nobody wrote.
NO_KIN = Kin(tickets=0)


@dataclass(frozen=True, slots=True)
class Meant:
    """A term with its kin; `typed` is what stood there before it was put right."""

    term: Term
    kin: Kin = NO_KIN
    typed: Term | None = None

    def asked(self, *, forms_only: bool) -> dict[str, Any]:
        """As `desk_query` takes it."""
        also = [*(self.kin.forms if forms_only else self.kin.words)]
        said = {"text": self.term.text, "quoted": self.term.is_quoted, "not": self.term.is_unwanted}
        return said | {"also": also, "or": self.term.spellings, "begun": self.term.beginning}


@dataclass(frozen=True, slots=True)
class Meaning:
    """`number` is what was typed, where that was nothing but a ticket's number; `newest` is the newest ticket's."""

    terms: Sequence[Meant]
    number: int | None = None
    newest: int = 0

    @property
    def wanted(self) -> list[Meant]:
        return [each for each in self.terms if not each.term.is_unwanted]

    @property
    def corrected(self) -> str:
        """What is searched for, where it is not what was typed.

        For staff alone: the vocabulary holds what anybody ever wrote, internal notes and other customers' names too. A customer
        who were told would guess words until one comes back.
        """
        is_new = any(each.typed for each in self.terms)
        return " ".join(_written(each.term) for each in self.terms) if is_new else ""

    @property
    def unknown(self) -> str:
        """What nobody wrote, of that."""
        return " ".join(each.typed.text for each in self.terms if each.typed)

    @property
    def literal(self) -> str:
        """The same question with nothing put right: a quotation is looked for as it stands."""
        return " ".join(_written(replace(each.typed, is_quoted=True) if each.typed else each.term) for each in self.terms)

    @property
    def is_in_vain(self) -> bool:
        """A word that nobody ever wrote is wanted."""
        return self.number is None and any(each.term.is_word and each.kin is NO_KIN for each in self.wanted)

    @property
    def is_plain(self) -> bool:
        """Nothing but words: what the index finds need not be read again."""
        return all(each.term.is_word for each in self.wanted)

    @property
    def at_most(self) -> float | None:
        """What part of all tickets has the rarest of it; None where nobody counted."""
        shares = self._shares
        return None if shares is None else min(shares, default=0)

    @property
    def likely(self) -> float | None:
        """What part probably has all of it."""
        return prod(self._shares) if self._shares is not None and self.is_plain else self.at_most

    @property
    def _shares(self) -> list[float] | None:
        counted = [each.kin.tickets for each in self.wanted]
        if None in counted or not self.newest:
            return None
        return [min((tickets or 0) / self.newest, 1) for tickets in counted]

    def query(self, weights: str = "") -> Query:
        return Query([each.asked(forms_only=False) for each in self.terms], weights)

    def typed(self, weights: str = "") -> Query:
        """Without the compounds: what counts for more."""
        return Query([each.asked(forms_only=True) for each in self.terms], weights)


def meaning_of(words: str) -> Meaning:
    """One query; three more at most where a word is not known."""
    terms = terms_of(words)
    if not terms:
        return Meaning([], number_in(words))
    known = known_of(terms)
    slips = [term for term in terms if term.is_word and term not in known.kin]
    instead = {term: replace(term, text=word) for term, word in instead_of(slips).items()}
    kin = {**known.kin, **(known_of([*instead.values()]).kin if instead else {})}
    return Meaning([_meant(term, instead.get(term), kin) for term in terms], number_in(words), known.newest)


def _meant(term: Term, instead: Term | None, kin: Mapping[Term, Kin]) -> Meant:
    return Meant(instead, kin.get(instead, NO_KIN), typed=term) if instead else Meant(term, kin.get(term, NO_KIN))


def _written(term: Term) -> str:
    quoted = f'"{term.text}"' if term.is_quoted else term.text
    return f"-{quoted}" if term.is_unwanted else quoted
