"""A message becomes a ticket of its own."""

import pytest

from tests.making import make_ticket
from tickets.actions.answering import answer
from tickets.actions.attaching import Upload
from tickets.actions.replying import reply
from tickets.actions.splitting import CannotSplit, split, unsplit
from tickets.choices import Source, Verb
from tickets.models import Ticket


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, body="It burns.", responsible=ada)


@pytest.fixture
def second(ticket, kai):
    file = Upload(name="plan.txt", content=b"plan")
    return answer(ticket, by=kai, html="<p>My lamp is dark.</p>", source=Source.MAIL, attachments=[file], message_id="<lamp@x>")


def test_a_message_becomes_a_ticket_of_whoever_wrote_it(ticket, second, ben, kai):
    new = split(second, by=ben, subject="Lamp is dark")

    assert (new.subject, new.requester, new.responsible) == ("Lamp is dark", kai, ticket.responsible)
    assert [message.text for message in new.messages.all()] == ["My lamp is dark."]
    assert [file.name for file in new.messages.get().attachments.all()] == ["plan.txt"]
    assert [message.text for message in ticket.messages.all()] == ["It burns."]
    assert ticket.events.get(verb=Verb.SPLIT).data["to"] == str(new)
    assert new.events.get(verb=Verb.SPLIT_OFF).data["to"] == str(ticket)


@pytest.mark.spec("B-6")
def test_undone_the_message_is_back(ticket, second, ben):
    new = split(second, by=ben, subject="Lamp is dark")

    assert unsplit(new, by=ben) == ticket
    assert [message.text for message in ticket.messages.all()] == ["It burns.", "My lamp is dark."]
    assert list(Ticket.objects.visible_to(ben)) == [ticket]


def test_split_twice_is_one_ticket(ticket, second, ben):
    new = split(second, by=ben, subject="Lamp is dark")

    assert split(second, by=ben, subject="Lamp is dark") == new
    assert Ticket.objects.count() == 2


def test_only_customers_words_that_leave_others_behind_become_a_ticket(ticket, ada):
    ours = reply(ticket, by=ada, html="<p>On our way.</p>")
    alone = make_ticket(ticket.requester).messages.get()

    for message in (ours, alone):
        with pytest.raises(CannotSplit):
            split(message, by=ada, subject="Nothing")

    assert Ticket.objects.count() == 2
