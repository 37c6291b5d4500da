"""Copying, recommending and watching tickets."""

from uuid import uuid4

import pytest

from customers.models import Article, Asset
from notifications.models import Letter, Ring
from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.copying import PARTS, copy
from tickets.actions.noting import note
from tickets.actions.recommending import recommend
from tickets.actions.replying import reply
from tickets.actions.subscribing import subscribe, unsubscribe
from tickets.choices import Source, Verb
from tickets.models import ChecklistItem, Event, LineItem, Participant, Severity, Subscription, Tag


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


@pytest.mark.spec("CP-14")
def test_a_ticket_is_recommended_by_mail_and_bell(ticket, ada, ben):
    recommend(ticket, by=ada, colleagues=[ben], addresses=["expert@else.example"], words="Have a look.", token=uuid4())

    letters = Letter.objects.filter(template="ticket_recommended").order_by("pk")
    assert [letter.to_address for letter in letters] == ["ben@acme.example", "expert@else.example"]
    assert all(f"/tickets/{ticket.pk}/" in letter.text and "Have a look." in letter.text for letter in letters)
    assert not any("It burns." in letter.text + letter.html for letter in letters)
    assert {letter.headers["Reply-To"] for letter in letters} == {"ada@acme.example"}
    assert Ring.objects.get(user=ben).text == f"Ada Lovelace recommends #{ticket.pk}: Printer on fire"
    assert ticket.events.get(verb=Verb.RECOMMENDED).data["to"] == "Ben Roth, expert@else.example"


def test_the_same_form_twice_recommends_once(ticket, ada, ben):
    token = uuid4()
    for _ in range(2):
        recommend(ticket, by=ada, colleagues=[ben], token=token)

    assert Event.objects.filter(verb=Verb.RECOMMENDED).count() == Ring.objects.filter(user=ben).count() == 1


@pytest.mark.spec("CP-14")
def test_whoever_watches_hears_every_message_and_note_of_others(ticket, ada, ben, carla):
    subscribe(ticket, by=ben)
    answer(ticket, by=carla, html="<p>Hello?</p>", source=Source.PORTAL)
    reply(ticket, by=ada, html="<p>Coming.</p>")
    note(ticket, by=ada, html="<p>Hurry.</p>")

    number = ticket.pk
    assert heard(ben) == [
        f"Carla Sommer answered on #{number}: Printer on fire",
        f"Ada Lovelace replied on #{number}: Printer on fire",
        f"Ada Lovelace left a note on #{number}: Printer on fire",
    ]


def heard(user):
    return [ring.text for ring in Ring.objects.filter(user=user).order_by("pk")]


@pytest.mark.spec("CP-14", "C-29")
def test_nobody_is_told_of_what_they_said_themselves_nor_twice_of_what_others_said(ticket, ada, ben, carla):
    subscribe(ticket, by=ada)
    subscribe(ticket, by=ben)
    before = heard(ada)
    note(ticket, by=ada, html="<p>Mine.</p>")
    assert heard(ada) == before

    note(ticket, by=ben, html="<p>Yours.</p>")

    assert heard(ada) == [*before, f"Ben Roth left a note on #{ticket.pk}: Printer on fire"]
    assert len(heard(ben)) == 1


def test_whoever_stopped_or_left_hears_nothing(ticket, ada, ben, max):
    subscribe(ticket, by=ben)
    unsubscribe(ticket, by=ben)
    unsubscribe(ticket, by=ben)
    subscribe(ticket, by=max)
    max.is_active = False
    max.save()

    note(ticket, by=ada, html="<p>Secret.</p>")

    assert (heard(ben), heard(max)) == ([], [])


def test_watching_twice_is_watching_once(ticket, ben):
    subscribe(ticket, by=ben)
    subscribe(ticket, by=ben)

    assert Subscription.objects.count() == 1
