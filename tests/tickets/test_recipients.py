"""Who was named before is who is told after."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Team
from notifications.models import Letter, Ring
from notifications.outbox import Recipient
from tests.making import make_contact, make_ticket
from tickets.actions.agreeing import Agreed, OthersHear
from tickets.actions.answering import answer
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.closing import close, reopen
from tickets.actions.editing import edit
from tickets.actions.inviting import invite
from tickets.actions.moving import default_status
from tickets.actions.noting import note
from tickets.actions.opening import open_ticket
from tickets.actions.recommending import recommend
from tickets.actions.replying import reply
from tickets.actions.snoozing import snooze, wake
from tickets.actions.subscribing import subscribe
from tickets.choices import Category, Told, Verb
from tickets.circle import circle_of, told_of
from tickets.models import Participant, TicketType
from tickets.notices import letter_came_back
from tickets.occasions import Occasion, Why, WhyNot
from tickets.recipients import Circle, audience


@pytest.fixture
def ticket(carla, ada, ben, max):
    """Ben is responsible, Max and Ada watch, the boss takes part, the janitor was told at the beginning."""
    ticket = make_ticket(carla, responsible=ben)
    for user in (ada, max, ben):
        subscribe(ticket, by=user)
    invite(ticket, by=ada, addresses=["boss@kunde.example"])
    invite(ticket, by=ada, addresses=["janitor@kunde.example"], level=Told.CREATION)
    for told in (Letter, Ring):
        told.objects.all().delete()
    return ticket


def told_since():
    letters = sorted(Letter.objects.values_list("to_address", flat=True))
    return letters, sorted(Ring.objects.values_list("user__email", flat=True))


def named(audience):
    return audience.addresses, sorted(hearer.person.email for hearer in audience.bells)


def came_back(ticket, ada):
    letter_came_back("carla@kunde.example", ticket, told=told_of(ticket, Occasion.CAME_BACK, by=None))


def opened(ticket, ada):
    open_ticket(requester=ticket.requester, subject="Again", source="portal", html="x", by=ada)


HAPPENS = {
    Occasion.OPENED: opened,
    Occasion.ASSIGNED: lambda ticket, ada: assign(ticket, by=ada, version=ticket.version, team=Team.objects.get()),
    Occasion.REPLIED: lambda ticket, ada: reply(ticket, by=ada, html="We come."),
    Occasion.ANSWERED: lambda ticket, ada: answer(ticket, by=ticket.requester, source="portal", html="Come!"),
    Occasion.CORRECTED: lambda ticket, ada: edit(ticket.messages.get(), by=ticket.requester.user, html="It smokes.", seen=0),
    Occasion.NOTED: lambda ticket, ada: note(ticket, by=ada, html="Look, @Max."),
    Occasion.SOLVED: lambda ticket, ada: change(ticket, by=ada, version=ticket.version, solution="New pump."),
    Occasion.CHANGED: lambda ticket, ada: change(
        ticket, by=ada, version=ticket.version, status=default_status(Category.WAITING_CUSTOMER)
    ),
    Occasion.DONE: lambda ticket, ada: close(ticket, by=ada),
    Occasion.INVITED: lambda ticket, ada: invite(ticket, by=ada, addresses=["new@kunde.example"]),
    Occasion.RECOMMENDED: lambda ticket, ada: recommend(
        ticket, by=ada, colleagues=[ticket.responsible], addresses=["a@else.example"], token=uuid4()
    ),
    Occasion.WOKE: lambda ticket, ada: wake(snooze(ticket, by=ada, until=timezone.now() + timedelta(days=1)), by=ada),
    Occasion.CAME_BACK: came_back,
}


@pytest.mark.spec("C-26", "B-1")
@pytest.mark.parametrize("occasion", list(Occasion))
def test_who_was_named_before_is_who_is_told(ticket, ada, ben, max, occasion):
    by = {
        Occasion.ANSWERED: ticket.requester,
        Occasion.CORRECTED: ticket.requester,
        Occasion.OPENED: None,
        Occasion.RECOMMENDED: None,
    }.get(occasion, ada)
    if occasion == Occasion.ASSIGNED:
        Team.objects.create(name="Lifts").members.set([ada, ben, max])
        ticket.responsible, ticket.team = None, Team.objects.get()
    TicketType.objects.update(tells_changes=occasion == Occasion.CHANGED)
    chosen = {
        Occasion.INVITED: [Participant(ticket=ticket, address="new@kunde.example")],
        Occasion.RECOMMENDED: [ben, Recipient("a@else.example")],
    }.get(occasion, [])
    before = told_of(ticket, occasion, by=by, chosen=chosen, mentioned=[max] if occasion == Occasion.NOTED else [])
    if occasion == Occasion.ASSIGNED:
        ticket.refresh_from_db()

    HAPPENS[occasion](ticket, ada)

    assert named(before) == told_since()
    assert before.hearers
    assert ada.email not in before.addresses


@pytest.mark.spec("C-26", "CP-33")
def test_several_changes_in_one_save_are_one_mail_to_each(ticket, ada):
    closed = default_status(Category.CLOSED)
    before = told_of(ticket, Occasion.SOLVED, Occasion.DONE, by=ada)

    change(ticket, by=ada, version=ticket.version, solution="New pump.", report="Old one broke.", status=closed, is_urgent=True)

    mails, bells = told_since()
    assert named(before) == (mails, bells)
    assert (mails, bells) == (["ben@acme.example", "boss@kunde.example", "carla@kunde.example"], ["ben@acme.example"])
    assert "New pump." in Letter.objects.get(to_address="carla@kunde.example").text


@pytest.mark.spec("C-26")
@pytest.mark.parametrize(
    "quietly",
    [
        lambda ticket, by, agreed: reply(ticket, by=by, html="We come.", agreed=agreed),
        lambda ticket, by, agreed: note(ticket, by=by, html="Hm.", agreed=agreed),
        lambda ticket, by, agreed: close(ticket, by=by, agreed=agreed),
        lambda ticket, by, agreed: change(ticket, by=by, version=ticket.version, solution="New pump.", agreed=agreed),
        lambda ticket, by, agreed: invite(ticket, by=by, addresses=["new@kunde.example"], agreed=agreed),
    ],
)
def test_without_telling_anybody_nothing_goes_and_the_history_says_so(ticket, ada, quietly):
    quietly(ticket, ada, Agreed(silent=True))

    assert told_since() == ([], [])
    silence = ticket.events.get(verb=Verb.SILENT)
    assert silence.actor == ada
    assert silence.data["to"]


@pytest.mark.spec("B-1")
def test_others_than_the_page_named_are_not_told(ticket, ada, ben):
    seen = {Occasion.REPLIED: told_of(ticket, Occasion.REPLIED, by=ada).addresses}
    reply(ticket, by=ada, html="As named.", agreed=Agreed(seen=seen))
    invite(ticket, by=ben, addresses=["new@kunde.example"])
    ticket.participants.get(address="boss@kunde.example").delete()
    count = Letter.objects.count()

    with pytest.raises(OthersHear) as refusal:
        reply(ticket, by=ada, html="We come.", agreed=Agreed(seen=seen))

    assert (refusal.value.more, refusal.value.fewer) == (["new@kunde.example"], ["boss@kunde.example"])
    assert (Letter.objects.count(), ticket.messages.filter(text="We come.").exists()) == (count, False)


def test_each_is_told_once_whatever_they_are_and_it_is_said_who_is_not(carla, ada, ben):
    same = Participant(address="CARLA@kunde.example", level=Told.ALL)
    once = Participant(address="once@kunde.example", level=Told.CREATION)
    circle = Circle(requester=carla, responsible=[ben], watching=[ben, ada], participants=[same, once], mentioned=[ben])

    replied, noted = (audience(occasion, circle=circle, by=ada) for occasion in (Occasion.REPLIED, Occasion.NOTED))

    assert [(str(hearer.person), hearer.why) for hearer in replied.hearers] == [
        ("Carla Sommer", Why.REQUESTER),
        ("Ben Roth", Why.RESPONSIBLE),
    ]
    assert [(str(one.person), one.why_not) for one in replied.spared] == [
        ("once@kunde.example", WhyNot.BEGINNING),
        ("Ada Lovelace", WhyNot.ONESELF),
    ]
    assert [(str(hearer.person), hearer.why) for hearer in noted.hearers] == [("Ben Roth", Why.MENTIONED)]


@pytest.mark.spec("B-6")
def test_reopening_in_time_keeps_the_mail_that_it_is_closed_in(ticket, ada, settings):
    settings.UNDO_SECONDS = 15
    close(ticket, by=ada)
    reopen(ticket, by=ada)

    assert set(Letter.objects.values_list("state", flat=True)) == {"recalled"}
    assert Letter.objects.count() == 2


def test_whoever_left_hears_nothing(carla, ben):
    ben.is_active = False
    ben.save()
    make_contact("kai@kunde.example", name="Kai")

    assert circle_of(make_ticket(carla, responsible=ben)).responsible == []
