"""Furnishes a workspace: people, teams, customers, objects, the mailbox."""

import os
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.utils.functional import cached_property

from accounts.models import Role, Team, User
from customers.models import Asset, Contact, Organisation
from helpdesk.demo.reading import Customer, House, Person
from tenants.divisions.models import Division
from tickets.models import Category, Mailbox, Priority, Status, TicketType

PASSWORD = "demo"  # noqa: S105 -- the demo's, known to everybody


@dataclass
class Cast:
    """Everybody and everything tickets are made of."""

    division: Division
    agents: dict[str, User]
    teams: dict[str, Team]
    categories: dict[str, Category]
    contacts: list[Contact] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    assets: dict[tuple[int, str], list[Asset]] = field(default_factory=dict)

    @cached_property
    def type(self) -> TicketType:
        return TicketType.objects.get(is_default=True)

    @cached_property
    def statuses(self) -> dict[str, Status]:
        return {status.category: status for status in Status.objects.filter(is_default=True)}

    @cached_property
    def priorities(self) -> dict[int, Priority]:
        return {priority.level: priority for priority in Priority.objects.all()}


def furnish(house: House) -> Cast:
    secret = make_password(PASSWORD)
    agents = {each["email"].split("@")[0]: _employ(each, secret=secret) for each in house.staff}
    cast = Cast(
        division=_division(house),
        agents=agents,
        teams={name: _team(name, [agents[key] for key in keys], house=house) for name, keys in house.teams.items()},
        categories=_categories(house),
    )
    for number, customer in enumerate(house.customers, start=1):
        _serve(customer, number=number, cast=cast, secret=secret)
    _mailbox(house, cast=cast)
    return cast


def _division(house: House) -> Division:
    division = Division.objects.get(is_default=True)
    division.name, division.accent = house.name, house.accent
    division.sender_name, division.sender_address = house.name, house.mailbox
    division.save()
    return division


def _employ(raw: dict[str, str], *, secret: str) -> User:
    user = User.objects.create(kind="staff", email=raw["email"], name=raw["name"], language="de", password=secret)
    user.roles.add(Role.objects.get(key=raw.get("role", "agent")))
    return user


def _team(name: str, members: list[User], *, house: House) -> Team:
    team = Team.objects.create(name=name, takes_new=name == house.desk_team)
    team.members.set(members)
    return team


def _categories(house: House) -> dict[str, Category]:
    rows = Category.objects.bulk_create(Category(name=name, position=at) for at, name in enumerate(house.categories))
    return {row.name: row for row in rows}


def _serve(customer: Customer, *, number: int, cast: Cast, secret: str) -> None:
    organisation = Organisation.objects.create(name=customer.name, number=f"K-{10400 + number * 7}", phone=customer.phone)
    for at, person in enumerate(customer.people, start=1):
        cast.contacts.append(_contact(person, organisation=organisation, extension=at * 10 + 1, secret=secret))
        cast.people[person.email] = person
    rows = Asset.objects.bulk_create(
        Asset(name=name, number=f"{number:02}-{at:03}", address=customer.address, organisation=organisation)
        for at, (_, name) in enumerate(customer.assets, start=1)
    )
    for (kind, _), asset in zip(customer.assets, rows, strict=True):
        cast.assets.setdefault((organisation.pk, kind), []).append(asset)


def _contact(person: Person, *, organisation: Organisation, extension: int, secret: str) -> Contact:
    user = None
    if person.has_login:
        user = User.objects.create(
            kind="customer", email=person.email, name=person.name, language=person.language, password=secret
        )
    phone = f"{organisation.phone.rsplit(' ', 1)[0]} {extension}"
    return Contact.objects.create(
        name=person.name, email=person.email, phone=phone, language=person.language, organisation=organisation, user=user
    )


def _mailbox(house: House, *, cast: Cast) -> None:
    mailbox = Mailbox(
        name=house.mailbox.split("@")[0].capitalize(),
        address=house.mailbox,
        division=cast.division,
        team=cast.teams[house.desk_team],
        host="127.0.0.1",
        port=int(os.environ.get("HELPDESK_IMAP_PORT", "2143")),
        security=Mailbox.Security.NONE,
        username=house.mailbox,
    )
    mailbox.keep_password(PASSWORD)
    mailbox.save()
