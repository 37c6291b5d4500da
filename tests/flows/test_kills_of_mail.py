"""Whoever dies between any two steps of a mail's way in: it ends as exactly one message, its sender hears exactly once."""

from itertools import product

import pytest

from notifications.choices import State
from notifications.models import Letter
from tests.flows.house import House, Somebody
from tickets.choices import MailState
from tickets.models import IncomingMail, Message, Ticket

#: What the worker says or hears at the IMAP server, in order.
AT_IMAP = {
    "before signing in": (rb"LOGIN", False),
    "before it asks for mails": (rb"UID SEARCH", False),
    "before it asks for the mail": (rb"BODY.PEEK", False),
    "while the mail comes": (rb"BODY\[\]", True),
    "kept, before it is marked as seen": (rb"UID STORE", False),
    "marked as seen, before that is confirmed": (rb"OK Store completed", True),
    "before saying good-bye": (rb"LOGOUT", False),
}
#: What the worker is about to write.
IN_THE_DATABASE = {
    "before it is in the ledger": "tickets_incomingmail",
    "before the ticket is there": "tickets_ticket",
    "before the message is there": "tickets_message",
    "before the history is written": "tickets_event",
    "before the letter is written": "notifications_letter",
}


@pytest.mark.spec("CP-8", "CP-10")
@pytest.mark.parametrize(
    ("step", "victim"),
    [
        *product(AT_IMAP, ("worker", "valkey")),
        ("while the mail comes", "process"),
        ("kept, before it is marked as seen", "process"),
    ],
)
def test_death_at_the_imap_server(house: House, step: str, victim: str) -> None:
    somebody = house.somebody()
    pattern, from_server = AT_IMAP[step]
    hold = house.imap_gate.hold(pattern, from_server=from_server)
    if victim != "valkey":
        house.smtp_gate.hold(rb"^220", from_server=True)  # the letter may be under way: it does not come as far as its dot
    mail = somebody.writes()
    house.post(mail)
    hold.wait()

    house.kill(victim)
    hold.let_go() if victim == "valkey" else hold.cut()
    house.smtp_gate.open()
    house.revive(victim)

    assert_once(house, somebody, message_id=str(mail["Message-ID"]))


@pytest.mark.parametrize(
    ("step", "victim"),
    [
        *product(IN_THE_DATABASE, ("worker", "valkey")),
        ("before the message is there", "process"),
        ("before the letter is written", "process"),
    ],
)
def test_death_at_the_database(house: House, step: str, victim: str) -> None:
    somebody = house.somebody()
    mail = somebody.writes()
    with house.locked(IN_THE_DATABASE[step]) as wait_for_the_worker:
        house.post(mail)
        wait_for_the_worker()
        house.kill(victim)
    house.revive(victim)

    assert_once(house, somebody, message_id=str(mail["Message-ID"]))


def assert_once(house: House, somebody: Somebody, *, message_id: str) -> None:
    """One line in the ledger, one ticket, one message, one letter."""
    house.eventually(lambda: IncomingMail.objects.filter(sender=somebody.address, state=MailState.OPENED).exists())
    house.eventually(lambda: Letter.objects.filter(to_address=somebody.address, state=State.SENT).exists())
    assert IncomingMail.objects.filter(sender=somebody.address).count() == 1
    assert Ticket.objects.filter(requester__email=somebody.address).count() == 1
    assert Message.objects.filter(message_id=message_id).count() == 1
    assert Letter.objects.filter(to_address=somebody.address).count() == 1
    assert len(house.letters_to(somebody.address)) == 1
