"""Gives a workspace its lists, ticket types and own fields, and the records that tickets refer to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from accounts.models import Team
from customers.models import Article, Contract, Organisation, Product, Project
from helpdesk.demo.reading import House
from tickets.choices import Access, TypeKind
from tickets.models import CustomField, CustomOption, Origin, Region, Severity, Tag, TicketType, TypeField

Thing = TypeVar("Thing")
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found(Generic[Thing]):
    """A thing, and on tickets of which categories it is found."""

    thing: Thing
    categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """An own field, how many tickets in a hundred fill it in, and with which words where any would do."""

    field: CustomField
    share: int
    options: list[CustomOption]
    samples: list[str]


@dataclass
class Stock:
    """Everything a ticket can say beyond the plain."""

    severities: list[Severity]
    origins: list[Origin]
    tags: list[Tag]
    regions: list[tuple[Region, list[str]]]
    types: list[Found[TicketType]]
    partners: list[Found[Organisation]]
    products: list[Found[Product]]
    articles: list[Found[Article]]
    projects: list[Found[Project]]
    contracts: list[Contract] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def fitting(things: Iterable[Found[Thing]], category: str) -> list[Thing]:
    return [found.thing for found in things if category in found.categories]


def stock(house: House, *, today: date) -> Stock:
    keeps = house.keeps
    types = [_type(raw, position=at) for at, raw in enumerate(keeps.get("type", []), start=1)]
    return Stock(
        severities=[Severity.objects.create(name=name, position=at) for at, name in enumerate(keeps["severities"])],
        origins=[Origin.objects.create(name=name, position=at) for at, name in enumerate(keeps["origins"])],
        tags=[Tag.objects.create(name=name) for name in keeps["tags"]],
        regions=[
            (Region.objects.create(name=name, position=at), words) for at, (name, words) in enumerate(keeps["regions"].items())
        ],
        types=types,
        partners=[_kept(Organisation(is_partner=True), raw) for raw in keeps.get("partner", [])],
        products=[_kept(Product(), raw) for raw in keeps.get("product", [])],
        articles=[_kept(Article(), raw) for raw in keeps.get("article", [])],
        projects=[_kept(Project(organisation=_organisation(raw)), raw) for raw in keeps.get("project", [])],
        contracts=[_contract(raw, today=today) for raw in keeps.get("contract", [])],
        asked=[_asked(raw, types=[found.thing for found in types], position=at) for at, raw in enumerate(keeps.get("field", []))],
    )


def _type(raw: Raw, *, position: int) -> Found[TicketType]:
    chosen = {key: raw[key] for key in ("name", "description", "icon", "colour", "kind") if key in raw}
    team = Team.objects.get(name=raw["team"]) if "team" in raw else None
    for_customers = raw.get("kind", TypeKind.NORMAL) == TypeKind.NORMAL
    shown_to = raw.get("kind") != TypeKind.ABSENCE
    made = TicketType.objects.create(
        **chosen, team=team, position=position, is_shown_to_customers=shown_to, is_open_to_customers=for_customers
    )
    hidden = {"staff": Access.HIDDEN, "portal": Access.HIDDEN}
    TypeField.objects.bulk_create(TypeField(type=made, builtin=key, **hidden) for key in raw.get("hides", []))
    shown = {"staff": Access.WRITE, "portal": Access.READ}
    TypeField.objects.bulk_create(TypeField(type=made, builtin=key, **shown) for key in raw.get("shows", []))
    return Found(made, frozenset(raw.get("categories", [])))


def _asked(raw: Raw, *, types: list[TicketType], position: int) -> Asked:
    """A field of one type is hidden on all the others."""
    only = next((each for each in types if each.name == raw.get("type")), None)
    chosen = {key: raw[key] for key in ("name", "kind", "help", "portal", "is_listed") if key in raw}
    made = CustomField.objects.create(**chosen, staff=Access.HIDDEN if only else Access.WRITE, position=position)
    if only:
        TypeField.objects.create(type=only, custom=made, staff=Access.REQUIRED, portal=Access.HIDDEN)
    options = [CustomOption.objects.create(field=made, name=name, position=at) for at, name in enumerate(raw.get("options", []))]
    return Asked(made, share=raw.get("share", 0), options=options, samples=raw.get("samples", []))


def _kept(record: Thing, raw: Raw) -> Found[Thing]:
    for key in ("name", "number", "phone", "unit", "is_active"):
        if key in raw:
            setattr(record, key, raw[key])
    record.save()  # type: ignore[attr-defined]  # a model's row
    return Found(record, frozenset(raw.get("categories", [])))


def _contract(raw: Raw, *, today: date) -> Contract:
    first, last = raw["years"]
    return Contract.objects.create(
        name=raw["name"],
        number=raw["number"],
        organisation=_organisation(raw),
        begins_on=date(today.year + first, 1, 1),
        ends_on=date(today.year + last, 12, 31),
    )


def _organisation(raw: Raw) -> Organisation:
    return Organisation.objects.get(name=raw["organisation"])
