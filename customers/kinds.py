"""The kinds of record a ticket can refer to, and how each is found by what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from customers.models import Article, Asset, Contact, Contract, Organisation, Product, Project

#: More than one reads while typing.
MOST = 12
EVERYTHING = Q()
ACTIVE = Q(is_active=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """`key` is its name in addresses; `searched` is what a part of is enough, `known_by` what names one exactly."""

    key: str
    model: type[Model]
    searched: Sequence[str]
    known_by: Sequence[str] = ("name", "number")
    detail: Sequence[str] = ("number", "organisation")
    only: Q = EVERYTHING

    def like(self, words: str) -> QuerySet[Any]:
        """A handful of those that may be chosen; nothing typed suggests the first."""
        return self.matching(words).filter(self.only)[:MOST]

    def offered(self) -> QuerySet[Any]:
        return self.all().filter(self.only)

    def matching(self, words: str) -> QuerySet[Any]:
        """All of them, whether they may be chosen or not; no words match everything."""
        return self.all().filter(_either(self.searched, "icontains", words) if words else EVERYTHING)

    def all(self) -> QuerySet[Any]:
        """With what is told of each, in one query."""
        rows = self.model._default_manager.all()
        return rows.select_related("organisation") if "organisation" in self.detail else rows

    def detail_of(self, row: Model) -> str:
        """What tells two of the same name apart."""
        return ", ".join(str(said) for said in (getattr(row, name) for name in self.detail) if said)

    def called(self, words: str) -> Q:
        return _either(self.known_by, "iexact", words)


def _either(fields: Sequence[str], how: str, words: str) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__{how}": words})
    return found


NUMBERED = ("name", "number")
OF_SOMEBODY = (*NUMBERED, "organisation__name")

ASSETS = Kind("assets", Asset, (*OF_SOMEBODY, "address"), detail=("organisation", "address"))
CONTACTS = Kind("contacts", Contact, ("name", "email", "organisation__name"), ("name", "email"), ("email", "organisation"))
ORGANISATIONS = Kind("organisations", Organisation, NUMBERED, detail=("number",))
PARTNERS = Kind("partners", Organisation, NUMBERED, detail=("number",), only=Q(is_partner=True))
PROJECTS = Kind("projects", Project, OF_SOMEBODY, only=ACTIVE)
PRODUCTS = Kind("products", Product, NUMBERED, detail=("number",), only=ACTIVE)
ARTICLES = Kind("articles", Article, NUMBERED, detail=("number", "unit"), only=ACTIVE)
CONTRACTS = Kind("contracts", Contract, OF_SOMEBODY, detail=("number", "organisation", "caveat"), only=ACTIVE)

KINDS = [ASSETS, CONTACTS, ORGANISATIONS, PARTNERS, PROJECTS, PRODUCTS, ARTICLES, CONTRACTS]


def kind_of(model: type[Model]) -> Kind:
    return next(kind for kind in KINDS if kind.model is model)
