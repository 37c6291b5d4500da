"""A ticket is recommended to colleagues and others."""

from uuid import uuid4

import pytest

from notifications.models import Letter, Ring
from tests.making import make_ticket
from tickets.actions.recommending import recommend
from tickets.choices import Verb
from tickets.models import Event


@pytest.fixture
def ticket(carla, ada):
    return make_ticket(carla, responsible=ada)


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
