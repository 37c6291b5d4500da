"""Whoever dies between any two steps of a letter's way out: it goes out exactly once, or staff are told that nobody knows.

Nobody can know from the final dot on, which the mail server may have heard or not (decision 0002). Content and dot leave the
program within a millisecond of each other, so there is no step between them at which a test could stop it.
"""

from itertools import product

import pytest

from accounts.models import User
from notifications.choices import State
from notifications.models import Letter
from tests.flows.house import House, Somebody
from tickets.models import Ticket

#: What is said to or by the mail server, in order.
AT_SMTP = {
    "before it greets": (rb"^220", True),
    "before the sender": (rb"^mail ", False),
    "before the recipient": (rb"^rcpt ", False),
    "before the letter": (rb"^data\r\n", False),
    "before good-bye": (rb"^quit", False),
}
THE_DOT = rb"^\.\r\n$"
THE_YES = rb"^250 2.0.0"


@pytest.mark.spec("CP-41", "CP-54")
@pytest.mark.parametrize(
    ("step", "victim"),
    [*product(AT_SMTP, ("worker", "valkey")), ("before the recipient", "process"), ("before the letter", "process")],
)
def test_a_letter_goes_out_once(house: House, step: str, victim: str) -> None:
    pattern, from_server = AT_SMTP[step]
    hold = house.smtp_gate.hold(pattern, from_server=from_server)
    somebody = write(house)
    hold.wait()

    house.kill(victim)
    hold.let_go() if victim == "valkey" else hold.cut()
    house.revive(victim)

    house.eventually(lambda: letter_of(somebody).state == State.SENT)
    assert Letter.objects.filter(to_address=somebody.address).count() == 1
    assert len(house.letters_to(somebody.address)) == 1


@pytest.mark.parametrize(
    ("word", "from_server", "heard", "arrived"),
    [(THE_DOT, False, False, 0), (THE_DOT, False, True, 1), (THE_YES, True, False, 1)],
    ids=["the dot is lost", "the dot is heard", "the yes is lost"],
)
def test_at_the_final_dot_staff_are_asked(house: House, word: bytes, from_server: bool, heard: bool, arrived: int) -> None:
    hold = house.smtp_gate.hold(word, from_server=from_server)
    somebody = write(house)
    hold.wait()

    house.kill("process")
    hold.let_go() if heard else hold.cut()
    house.revive("process")

    house.eventually(lambda: letter_of(somebody).state == State.UNCLEAR)
    house.hurry()
    assert len(house.letters_to(somebody.address)) == arrived
    number = Ticket.objects.get(requester__email=somebody.address).pk
    assert asked_on(house, f"/tickets/{number}/")


def test_a_dead_broker_does_not_keep_an_agent_from_answering(house: House, ada: User) -> None:
    somebody = write(house)
    house.letter_to(somebody.address)
    number = Ticket.objects.get(requester__email=somebody.address).pk
    desk = house.browser("acme.localhost")
    desk.sign_in(ada.email)
    page = f"/tickets/{number}/"
    house.kill("valkey")

    answer = desk.submit(f"{page}replies/", at=page, body="Pull the plug.", then="waiting_customer")
    house.revive("valkey")

    assert answer.status == 302
    house.eventually(lambda: len(house.letters_to(somebody.address)) == 2)
    assert Letter.objects.filter(to_address=somebody.address, state=State.SENT).count() == 2


def test_mail_server_down_then_up(house: House) -> None:
    house.smtp_gate.is_closed = True
    somebody = write(house)
    house.eventually(lambda: Letter.objects.filter(to_address=somebody.address, attempts=1, state=State.QUEUED).exists())
    assert letter_of(somebody).error == "Connection unexpectedly closed"

    house.smtp_gate.is_closed = False
    Letter.objects.filter(to_address=somebody.address).update(due_at="2026-01-01T00:00Z")

    house.eventually(lambda: letter_of(somebody).state == State.SENT)
    assert len(house.letters_to(somebody.address)) == 1


def test_a_refused_letter_is_shown_with_the_servers_words(house: House) -> None:
    somebody = Somebody("nobody@kunde.invalid")

    house.post(somebody.writes())

    house.eventually(lambda: Letter.objects.filter(to_address=somebody.address, state=State.FAILED).exists())
    assert letter_of(somebody).error == "550 5.1.1 <nobody@kunde.invalid> has no mailbox here"
    max_keller = house.browser("acme.localhost")
    max_keller.sign_in("max@acme.example")
    assert "has no mailbox here" in max_keller.get("/settings/letters/?state=failed").text


def write(house: House) -> Somebody:
    somebody = house.somebody()
    house.post(somebody.writes())
    return somebody


def letter_of(somebody: Somebody) -> Letter:
    return Letter.objects.filter(to_address=somebody.address).latest("pk")


def asked_on(house: House, page: str) -> bool:
    desk = house.browser("acme.localhost")
    desk.sign_in("ada@acme.example")
    return "unclear" in desk.get(page).text.lower()
