"""A letter is a row in the transaction of its fact; a bell entry is, too."""

from django.db import transaction

from accounts.models import User
from customers.models import Contact
from notifications import bell
from notifications.models import Letter, Ring
from tests.making import make_ticket
from tests.notifications.conftest import Queue


def test_a_fact_that_did_not_happen_is_told_to_nobody(carla: Contact) -> None:
    with transaction.atomic():
        make_ticket(carla, acknowledge=True)
        transaction.set_rollback(True)

    assert Letter.objects.count() == 0


def test_a_letter_is_finished_when_it_is_written(carla: Contact) -> None:
    ticket = make_ticket(carla, subject="Printer & <fire>", acknowledge=True)

    letter = Letter.objects.get()
    assert letter.subject == f"Re: Printer & <fire> [#{ticket.pk}]"
    assert "we have received your message" in letter.text
    assert "Printer &amp; &lt;fire&gt;" in letter.html
    assert "style=" in letter.html


def test_the_bell_counts_what_was_not_seen(ada: User, ben: User) -> None:
    for user in (ada, ada, ben):
        bell.ring(user, text="x" * 300, link="/tickets/1/", topic="ticket:1")

    assert (bell.unseen_count(ada), bell.unseen_count(ben)) == (2, 1)
    assert bell.see(ada, topic="ticket:1") == 2
    assert (bell.unseen_count(ada), bell.unseen_count(ben)) == (0, 1)
    assert len(Ring.objects.latest("pk").text) == 250


def test_a_letter_knows_where_it_comes_from(queue: Queue) -> None:
    assert queue().from_address == "helpdesk@localhost"
