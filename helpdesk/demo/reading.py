"""Reads the invented companies from their TOML files."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLAIN_LETTERS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said: `K` by the customer, `A` by us to them, `N` among ourselves."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Concern:
    """What customers come with, and how it goes on; several tickets are made of each, cut where their status wants it.

    `days` is how long ago it came up at most: nobody asks for gritting in August.
    """

    subject: str
    category: str
    talk: list[Turn]
    asset: str = ""
    file: str = ""
    priority: int = 2
    due: int = 0
    days: int = 119
    english: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    is_woman: bool
    has_login: bool
    language: str


@dataclass(frozen=True, slots=True)
class Customer:
    name: str
    phone: str
    address: str
    people: list[Person]
    assets: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class House:
    """One company: who works there, whom it serves. The names are those of `house.toml`; `keeps` is `records.toml`."""

    slug: str
    name: str
    signature: str
    accent: str
    language: str
    mailbox: str
    desk_team: str
    tickets: int
    portal_star: str
    bell_star: str
    categories: list[str]
    rooms: list[str]
    floors: list[str]
    technicians: list[str]
    teams: dict[str, list[str]]
    team_of: dict[str, str]
    staff: list[dict[str, str]]
    keeps: dict[str, Any]
    customers: list[Customer] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)


def read(folder: str) -> House:
    raw = _toml(HERE / folder / "house.toml")
    customers = [_customer(each) for each in raw.pop("organisation")]
    files = sorted((HERE / folder).glob("*.toml"))
    concerns = [_concern(each) for file in files for each in _toml(file).get("concern", [])]
    return House(**raw, keeps=_toml(HERE / folder / "records.toml"), customers=customers, concerns=concerns)


def _customer(raw: dict[str, Any]) -> Customer:
    return Customer(
        name=raw["name"],
        phone=raw["phone"],
        address=raw["address"],
        people=[_person(each, domain=raw["domain"]) for each in raw["people"]],
        assets=[tuple(each.split("|", 1)) for each in raw["assets"]],
    )


def _person(line: str, *, domain: str) -> Person:
    """`F Dr. Silke Arnold EN *`: a woman who writes English and has a login."""
    words = line.split()
    marks = {"EN", "*"} & set(words)
    name = [word for word in words[1:] if word not in marks]
    return Person(
        name=" ".join(name),
        email=f"{_address_part(name)}@{domain}",
        is_woman=words[0] == "F",
        has_login="*" in marks,
        language="en" if "EN" in marks else "de",
    )


def _address_part(name: list[str]) -> str:
    """`carla` at the star customer's, `silke.arnold` elsewhere."""
    words = [word for word in name if not word.endswith(".")]
    plain = ".".join(words).lower().translate(PLAIN_LETTERS)
    return "carla" if plain == "carla.sommer" else plain


def _concern(raw: dict[str, Any]) -> Concern:
    talk = [Turn(by=line[0], text=line[3:]) for line in raw.pop("talk")]
    return Concern(talk=talk, **raw)


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text())
