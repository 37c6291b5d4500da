"""A mail becomes a ticket, is answered, and is seen in the portal; Globex sees nothing of it."""

import re
import time

import pytest

from accounts.models import User
from notifications.models import Letter, Ring
from tests.conftest import the
from tests.flows.house import House, eventually
from tickets.choices import Category
from tickets.models import IncomingMail, Message, Ticket


@pytest.mark.spec("CP-8", "CP-41")
def test_a_mail_is_a_ticket_within_ten_seconds_and_the_sender_knows(house: House) -> None:
    somebody = house.somebody()
    began = time.monotonic()

    house.post(mail := somebody.writes(subject="Aufzug steht"))
    letter = house.letter_to(somebody.address)

    assert time.monotonic() - began < 10
    ticket = Ticket.objects.get(requester__email=somebody.address)
    assert ticket.subject == "Aufzug steht"
    assert letter["Subject"] == f"Re: Aufzug steht [#{ticket.pk}]"
    assert letter["In-Reply-To"] == mail["Message-ID"]
    assert letter["From"].addresses[0].addr_spec == "support@acme.example"
