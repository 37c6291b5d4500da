"""The kinds of record a ticket can refer to, and how each is found by what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, Model, Q, QuerySet

from customers.known import known_as
from customers.models import Article, Asset, Contact, Contract, Organisation, Product, Project

#: More than one reads while typing.
MOST = 12
EVERYTHING = Q()
#: What was merged into another is found as that one, by what it was known by.
MERGEABLE: dict[type[Model], Manager[Any]] = {Contact: Contact.everyone, Organisation: Organisation.everyone}
ACTIVE = Q(is_active=True)


@dataclass(frozen=True, slots=True)
class Kind:
    """`key` is its name in addresses; a part of what is `known` is enough, `known_by` is what names one exactly.

    With `of_somebody` its organisation's name is enough too.
    """

    key: str
    model: type[Model]
    of_somebody: bool = False
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
        return self.all().filter(pk__in=self._known(words)) if words else self.all()

    def _known(self, words: str) -> QuerySet[Any, Any]:
        """By an index each, and united: an either-or over two tables has none."""
        rows = self.model._default_manager.order_by()
        own = rows.filter(known_as(words)).values("pk")
        if self.model in MERGEABLE:
            gone = MERGEABLE[self.model].order_by().exclude(merged_into=None).filter(known_as(words))
            own = own.union(gone.values("merged_into"), all=True)
        whose = Organisation.objects.order_by().filter(known_as(words)).values("pk")
        return own.union(rows.filter(organisation__in=whose).values("pk"), all=True) if self.of_somebody else own

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


ASSETS = Kind("assets", Asset, of_somebody=True, detail=("organisation", "address"))
CONTACTS = Kind("contacts", Contact, of_somebody=True, known_by=("name", "email"), detail=("email", "organisation"))
ORGANISATIONS = Kind("organisations", Organisation, detail=("number",))
PARTNERS = Kind("partners", Organisation, detail=("number",), only=Q(is_partner=True))
PROJECTS = Kind("projects", Project, of_somebody=True, only=ACTIVE)
PRODUCTS = Kind("products", Product, detail=("number",), only=ACTIVE)
ARTICLES = Kind("articles", Article, detail=("number", "unit"), only=ACTIVE)
CONTRACTS = Kind("contracts", Contract, of_somebody=True, detail=("number", "organisation", "caveat"), only=ACTIVE)

KINDS = [ASSETS, CONTACTS, ORGANISATIONS, PARTNERS, PROJECTS, PRODUCTS, ARTICLES, CONTRACTS]


def kind_of(model: type[Model]) -> Kind:
    return next(kind for kind in KINDS if kind.model is model)
