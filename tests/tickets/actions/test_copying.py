"""A copy of a ticket takes along what was chosen."""

import pytest

from customers.models import Article, Asset
from notifications.models import Letter
from tests.making import make_ticket
from tickets.actions.copying import PARTS, copy
from tickets.actions.noting import note
from tickets.choices import Verb
from tickets.models import ChecklistItem, LineItem, Participant, Severity, Tag


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada)


@pytest.fixture
def full(ticket, kai):
    """With one of everything."""
    ticket.severity = Severity.objects.create(name="Bad")
    ticket.custom = {"7": "blue"}
    ticket.save()
    ticket.assets.add(Asset.objects.create(name="Lift 2"))
    ticket.tags.add(Tag.objects.create(name="fire"))
    LineItem.objects.create(ticket=ticket, article=Article.objects.create(name="Hose"), quantity=2)
    Participant.objects.create(ticket=ticket, contact=kai)
    ChecklistItem.objects.create(ticket=ticket, text="Call", done_at="2026-11-22T08:00Z")
    return ticket


def content(ticket):
    return (
        ticket.responsible,
        ticket.severity and ticket.severity.name,
        ticket.custom,
        [asset.name for asset in ticket.assets.all()],
        [tag.name for tag in ticket.tags.all()],
        [(item.article.name, item.quantity) for item in ticket.line_items.all()],
        [str(person) for person in ticket.participants.all()],
        [(step.text, step.done_at) for step in ticket.checklist.all()],
    )


@pytest.mark.spec("CP-14")
def test_a_copy_has_everything_chosen_and_nothing_of_the_conversation(full, ben, ada, carla):
    note(full, by=ada, html="<p>Secret.</p>")
    letters = Letter.objects.filter(to_address=carla.email).count()

    new = copy(full, by=ben, subject="Printer again", parts=PARTS, html="<p>It burns.</p>")
    new.refresh_from_db()

    assert content(new) == (ada, "Bad", {"7": "blue"}, ["Lift 2"], ["fire"], [("Hose", 2)], ["Kai Winter"], [("Call", None)])
    assert (new.requester, new.subject) == (carla, "Printer again")
    assert [message.text for message in new.messages.all()] == ["It burns."]
    assert new.events.get(verb=Verb.COPY_OF).data["to"] == str(full)
    assert full.events.get(verb=Verb.COPIED).data["to"] == str(new)
    assert Letter.objects.filter(to_address=carla.email).count() == letters


def test_a_copy_has_nothing_that_was_not_chosen(full, ben):
    new = copy(full, by=ben, subject="Printer again", parts=[], html="<p>It burns.</p>")

    assert content(new) == (None, None, {}, [], [], [], [], [])
