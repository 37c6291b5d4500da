"""Makes the staff, the lists and the own fields that a crowd of tickets belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db.models import Model

from accounts.choices import Kind, RoleKey
from accounts.models import Role, Team, User
from customers.models import Asset, Contact, Product
from helpdesk.demo.crowd.serving import assets_of, contacts_of, name_of, organisations_of
from helpdesk.demo.crowd.vocabulary import Vocabulary
from helpdesk.demo.furnishing import PASSWORD
from helpdesk.demo.pictures import sheet
from tenants import here
from tenants.divisions.models import Division
from tenants.files import private_files, random_path
from tickets.choices import FieldKind
from tickets.models import (
    Attachment,
    Category,
    CustomField,
    CustomOption,
    Origin,
    Priority,
    Region,
    Severity,
    Status,
    Tag,
    TicketType,
)

Row = TypeVar("Row", bound=Model)
#: So many tickets for one agent, and no more agents than this.
PER_AGENT, MOST_AGENTS = 8_000, 120


@dataclass(frozen=True, slots=True)
class Fields:
    """The workspace's own fields that tickets of a crowd fill in."""

    choice: CustomField
    text: CustomField
    number: CustomField
    date: CustomField
    options: Sequence[CustomOption]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody and everything a crowd of tickets is made of."""

    division: Division
    agents: Mapping[str, Sequence[User]]
    teams: Mapping[str, Team]
    categories: Mapping[str, Category]
    types: Sequence[TicketType]
    statuses: Mapping[str, Status]
    priorities: Mapping[int, Priority]
    severities: Sequence[Severity]
    regions: Sequence[Region]
    origins: Sequence[Origin]
    tags: Sequence[Tag]
    products: Sequence[Product]
    fields: Fields
    contacts: Sequence[Contact]
    assets: Mapping[int, Sequence[Asset]]
    files: Sequence[tuple[str, str, int]]


def settle(vocabulary: Vocabulary, *, amount: int, dice: Random) -> Crowd:
    """Lists that are there already are taken as they are; customers are new ones each time."""
    raw = vocabulary.raw
    types = [TicketType.objects.get(is_default=True), *_named(TicketType, raw["types"])]
    teams = dict(zip(vocabulary.categories, _named(Team, vocabulary.categories), strict=True))
    contacts = contacts_of(raw, organisations_of(raw, amount=amount, dice=dice), amount=amount, dice=dice)
    return Crowd(
        division=Division.objects.get(is_default=True),
        agents=_agents(raw, teams, amount=amount, dice=dice),
        teams=teams,
        categories=dict(zip(vocabulary.categories, _named(Category, vocabulary.categories), strict=True)),
        types=types,
        statuses={status.category: status for status in Status.objects.filter(is_default=True)},
        priorities={priority.level: priority for priority in Priority.objects.all()},
        severities=_named(Severity, raw["severities"]),
        regions=_named(Region, raw["regions"]),
        origins=_named(Origin, raw["origins"]),
        tags=[Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(name=name) for name in raw["tags"]],
        products=_named(Product, [f"{name}-Paket" for name in vocabulary.categories]),
        fields=_fields(raw["field"]),
        contacts=contacts,
        assets=assets_of(raw, contacts, amount=amount, dice=dice),
        files=[_file(title) for title in raw["files"]],
    )


def _named(model: type[Row], names: Sequence[str]) -> list[Row]:
    places = {"position"} & {field.name for field in model._meta.fields}
    return [
        model._default_manager.get_or_create(name=name, defaults=dict.fromkeys(places, at))[0]
        for at, name in enumerate(names, start=1)
    ]


def _fields(raw: Mapping[str, Any]) -> Fields:
    kinds = (FieldKind.CHOICE, FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE)
    made = [
        CustomField.objects.get_or_create(name=raw[kind], defaults={"kind": kind, "is_listed": at < 2, "position": at})[0]
        for at, kind in enumerate(kinds)
    ]
    options = [
        CustomOption.objects.get_or_create(field=made[0], name=name, defaults={"position": at})[0]
        for at, name in enumerate(raw["options"])
    ]
    choice, text, number, day = made
    return Fields(choice=choice, text=text, number=number, date=day, options=options)


def _agents(raw: Mapping[str, Any], teams: Mapping[str, Team], *, amount: int, dice: Random) -> dict[str, list[User]]:
    """Each in two teams, by category; the first is Ada, as everywhere. Who is there already stays who they are."""
    secret, domain = make_password(PASSWORD), f"{here.schema_name()}.example"
    role, names = Role.objects.get(key=RoleKey.AGENT), [*teams]
    agents: dict[str, list[User]] = {name: [] for name in names}
    for at in range(max(len(names), min(amount // PER_AGENT, MOST_AGENTS))):
        email = f"{'ada' if at == 0 else f'agent-{at + 1}'}@{domain}"
        name = name_of(raw, dice) if at else "Ada Berger"
        user, is_new = User.objects.get_or_create(
            email=email, defaults={"kind": Kind.STAFF, "name": name, "language": "de", "password": secret}
        )
        if is_new:
            user.roles.add(role)
        for team in (names[at % len(names)], names[(at * 3 + 1) % len(names)]):
            teams[team].members.add(user)
            agents[team].append(user)
    return agents


def _file(title: str) -> tuple[str, str, int]:
    """Path, name and size of a paper that many messages enclose."""
    content = sheet(title)
    path = private_files().save(random_path(Attachment(), f"{title}.pdf"), ContentFile(content))
    return path, f"{title}.pdf", len(content)
