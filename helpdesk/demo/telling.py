"""Gives agents words that they say often, and some tickets a second person who is told."""

from collections.abc import Iterator
from random import Random

from accounts.models import Team
from customers.models import Contact
from helpdesk.demo.detailing import Whole
from helpdesk.demo.reading import House
from tickets.actions.canning import can
from tickets.mail.clean import text_to_html
from tickets.models import CannedReply, Participant


def tell(whole: Whole, *, house: House, contacts: list[Contact], dice: Random) -> None:
    for raw in house.keeps.get("canned", []):
        team = Team.objects.get(name=raw["team"]) if "team" in raw else None
        can(CannedReply(), name=raw["name"], html=text_to_html(raw["text"]), team=team, is_active=True)
    Participant.objects.bulk_create(_others(whole, contacts=contacts, dice=dice))


def _others(whole: Whole, *, contacts: list[Contact], dice: Random) -> Iterator[Participant]:
    """Somebody else of the same organisation."""
    for plan, ticket, _ in whole:
        asked = plan.requester
        there = [each for each in contacts if each.organisation_id == asked.organisation_id and each != asked]
        if there and asked.organisation_id and dice.random() < 0.12:
            yield Participant(ticket=ticket, contact=dice.choice(there))
