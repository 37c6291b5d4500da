"""Puts names, places and days into the invented sentences."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from accounts.models import User
from customers.models import Asset, Contact
from helpdesk.demo.hours import ENGLISH_WEEKDAYS, WEEKDAYS, working_day_after
from helpdesk.demo.reading import House, Person, Turn

HELLO = ["Guten Tag,", "Hallo zusammen,", "Guten Morgen,", "Sehr geehrte Damen und Herren,", "Hallo,"]
BYE = ["Mit freundlichen Grüßen", "Viele Grüße", "Beste Grüße", "Freundliche Grüße"]

ENGLISH_ROOMS = {"Besprechungsraum": "meeting room", "Raum": "room", "Büro": "office", "Teeküche": "kitchenette"}


@dataclass(frozen=True, slots=True)
class Values:
    """What stands for `{raum}`, `{tag}` and the like in one ticket."""

    words: dict[str, str]
    weekdays: list[str]
    ahead: int

    def into(self, text: str, *, at: datetime) -> str:
        day = self.weekdays[working_day_after(at, days=self.ahead).weekday()]
        return text.format(**self.words, tag=day)


def fill_in(house: House, asset: Asset | None, *, dice: Random, english: bool) -> Values:
    hour = dice.randint(8, 16)
    room, floor = dice.choice(house.rooms), dice.choice(house.floors)
    words = {
        "raum": _english_room(room) if english else room,
        "geschoss": floor,
        "objekt": str(asset or "Anlage"),
        "techniker": dice.choice(house.technicians).replace("Herr ", "Mr ").replace("Frau ", "Ms ")
        if english
        else dice.choice(house.technicians),
        "uhr": f"{hour}:00" if english else f"{hour} Uhr",
        "nr": str(dice.randint(2100, 9800)),
    }
    return Values(words=words, weekdays=ENGLISH_WEEKDAYS if english else WEEKDAYS, ahead=dice.randint(1, 4))


def letter_of(turn: Turn, text: str, *, by: User | Contact, person: Person, first: bool, source: str, dice: Random) -> str:
    """The words with greeting and name, as that person would write."""
    if turn.by == "N":
        return text
    english = person.language == "en"
    text = text[0].upper() + text[1:] if english else text
    if turn.by == "A":
        hello = f"Hello {person.name.split()[0]}," if english else f"Guten Tag {salutation(person)},"
        return f"{hello}\n\n{text}\n\n{'Kind regards' if english else 'Freundliche Grüße'}\n{by.name}"
    if not first or source == "portal":
        return text[0].upper() + text[1:]
    hello, bye = ("Hello,", "Best regards") if english else (dice.choice(HELLO), dice.choice(BYE))
    return f"{hello}\n\n{text}\n\n{bye}\n{by.name}"


def salutation(person: Person) -> str:
    """`Frau Dr. Arnold`."""
    title = "Dr. " if person.name.startswith("Dr. ") else ""
    return f"{'Frau' if person.is_woman else 'Herr'} {title}{person.name.split()[-1]}"


def _english_room(room: str) -> str:
    for german, english in ENGLISH_ROOMS.items():
        room = room.replace(german, english)
    return room
