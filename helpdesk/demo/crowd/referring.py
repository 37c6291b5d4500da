"""What else stands on tickets of a crowd: tags, objects, people who are told, time spent, numbers elsewhere."""

from random import Random
from uuid import UUID

from helpdesk.demo.crowd.casting import File, one_of
from helpdesk.demo.crowd.settling import Crowd
from helpdesk.demo.crowd.sheets import moment
from helpdesk.demo.crowd.tables import Lines

#: How often a ticket has one.
TAGGED, ABOUT_OBJECT, SHARED, WATCHED, SPENT, REFERRED = 0.3, 0.55, 0.03, 0.02, 0.15, 0.02
NOTES = ("Anfahrt und Fehlersuche", "Telefonat", "Vor Ort", "Ersatzteil bestellt", "")


def refer(file: File, *, crowd: Crowd, lines: Lines, dice: Random) -> None:
    number, at = file.number, moment(file.course.last_at)
    if dice.random() < TAGGED:
        for tag in {int(len(crowd.tags) * dice.random() ** 2) for _ in range(2 if dice.random() < 0.3 else 1)}:
            lines.add("tag", number, crowd.tags[tag].pk)
    owned = crowd.assets.get(file.requester.organisation_id or 0)
    if owned and dice.random() < ABOUT_OBJECT:
        lines.add("asset", number, one_of(owned, dice).pk)
    if dice.random() < SHARED:
        lines.add("participant", number, one_of(crowd.contacts, dice).pk, at)
    if dice.random() < WATCHED:
        lines.add("subscription", number, one_of(crowd.agents[file.category], dice).pk, at)
    if file.course.closed_at and dice.random() < SPENT:
        day, token = str(at)[:10], UUID(int=dice.getrandbits(128), version=4)
        lines.add("effort", number, file.agent.pk, day, int(1 + dice.random() * 10) / 4, one_of(NOTES, dice), token, at)
    if dice.random() < REFERRED:
        lines.add("reference", number, "SAP", f"49{int(dice.random() * 10**8):08}")
