"""Mails follow tickets that were merged, split or deleted."""

import pytest
from django.utils import timezone

from notifications.models import Letter
from tests.making import make_ticket
from tests.tickets.mail.conftest import Arrive
from tickets.actions.answering import answer
from tickets.actions.merging import merge
from tickets.actions.splitting import split
from tickets.choices import MailState, Source, Verb
from tickets.models import Ticket


def words(ticket):
    return [message.text for message in ticket.messages.all()]


@pytest.mark.parametrize("way", ["message-id", "acknowledgement", "number"])
def test_a_mail_to_a_merged_ticket_lands_in_the_other(arrive: Arrive, carla, ada, way):
    old = arrive(sender="Carla <carla@kunde.example>", message_id="<first@kunde.example>").ticket
    into = make_ticket(carla, subject="Smoke in room 3")
    receipt = Letter.objects.get(template="ticket_opened", topic=old.topic).message_id
    merge(old, into=into, by=ada)
    named = {
        "message-id": {"answers": "<first@kunde.example>"},
        "acknowledgement": {"answers": receipt},
        "number": {"subject": f"Re: Printer [#{old.pk}]"},
    }

    arrive(sender="Carla <carla@kunde.example>", text="Still burning.", **named[way])

    assert words(into)[-1] == "Still burning."


def test_an_answer_to_a_message_that_was_split_off_follows_it(arrive: Arrive, carla, ada, kai):
    ticket = make_ticket(carla)
    second = answer(ticket, by=kai, html="<p>My lamp is dark.</p>", source=Source.MAIL, message_id="<lamp@kunde.example>")
    new = split(second, by=ada, subject="Lamp is dark")

    arrive(sender="Kai <kai@kunde.example>", answers="<lamp@kunde.example>", text="Still dark.")

    assert words(new) == ["My lamp is dark.", "Still dark."]


def test_a_mail_to_a_deleted_ticket_opens_a_new_one_that_names_it(arrive: Arrive, carla):
    old = make_ticket(carla)
    Ticket.objects.filter(pk=old.pk).update(deleted_at=timezone.now())

    mail = arrive(sender="Carla <carla@kunde.example>", subject=f"Re: Printer [#{old.pk}]", text="Hello?")

    assert (mail.state, words(old)) == (MailState.OPENED, ["It burns."])
    assert mail.ticket.events.get(verb=Verb.REFERRED).data["to"] == str(old)
