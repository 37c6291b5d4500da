"""Letters lie below the customer's own mails."""

from accounts.models import User
from customers.models import Contact
from notifications.models import Letter
from tests.making import make_ticket
from tests.tickets.mail.conftest import Arrive, compose
from tickets.actions.answering import answer
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.choices import Source
from tickets.mail.headers import MOST_REFERENCES, thread_headers


def test_a_reply_answers_the_customers_latest_mail_and_names_the_whole_thread(arrive: Arrive, ada: User) -> None:
    ticket = arrive(compose(message_id="<one@kunde.example>")).ticket
    first = reply(ticket, by=ada, html="<p>a</p>")
    arrive(compose(message_id="<two@kunde.example>", answers=first.message_id))
    note(ticket, by=ada, html="<p>secret</p>")

    second = reply(ticket, by=ada, html="<p>b</p>")

    assert thread_headers(second) == {
        "Message-ID": second.message_id,
        "In-Reply-To": "<two@kunde.example>",
        "References": f"<one@kunde.example> {first.message_id} <two@kunde.example>",
    }
    assert Letter.objects.filter(template="agent_replied").latest("pk").message_id == second.message_id


def test_without_a_mail_of_theirs_it_answers_ours(carla: Contact, ada: User) -> None:
    ticket = make_ticket(carla, message_id="<form-token@acme.example>", acknowledge=True)
    received = Letter.objects.get()

    message = reply(ticket, by=ada, html="<p>a</p>")

    assert thread_headers(message)["In-Reply-To"] == received.message_id
    assert "form-token" not in thread_headers(message)["References"]


def test_words_in_the_portal_are_no_mail_to_answer(carla: Contact, ada: User) -> None:
    ticket = make_ticket(carla)
    first = reply(ticket, by=ada, html="<p>a</p>")
    answer(ticket, by=carla, html="<p>x</p>", source=Source.PORTAL, message_id="<token@acme.example>")

    assert thread_headers(reply(ticket, by=ada, html="<p>b</p>"))["In-Reply-To"] == first.message_id


def test_a_long_thread_is_shortened_in_the_middle(arrive: Arrive, ada: User) -> None:
    ticket = arrive(compose(message_id="<one@kunde.example>")).ticket
    for _ in range(30):
        last = reply(ticket, by=ada, html="<p>a</p>")

    references = thread_headers(last)["References"].split()
    assert (len(references), references[-1]) == (MOST_REFERENCES, "<one@kunde.example>")
