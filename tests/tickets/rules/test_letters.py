"""Rules write and ring."""

import pytest

from accounts.models import Team
from notifications.models import Letter, Ring
from tests.making import make_rule, make_ticket
from tickets.actions.answering import answer
from tickets.choices import Kind, Source
from tickets.models import Message

MAIL = {"subject": "New: {subject}", "html": "<p>{contact} asks, {responsible}. {link}</p>"}


@pytest.mark.spec("T24-36")
def test_the_responsible_employee_gets_a_mail_with_the_tickets_words(carla, ada, history):
    make_rule("Ada", ("assign", {"user": ada.pk}), ("mail", {"to": "responsible", **MAIL}))

    ticket = make_ticket(carla, subject="Lift <3 & more")

    letter = Letter.objects.get(template="rule_mail")
    assert (letter.to_address, letter.subject) == ("ada@acme.example", f"New: Lift <3 & more [#{ticket.pk}]")
    assert f"Carla Sommer asks, Ada Lovelace. http://acme.localhost:8000/tickets/{ticket.pk}/" in letter.text
    assert history(ticket)[-1] == "The system (rule “Ada”) sent an e-mail to Ada Lovelace"


def test_words_of_a_ticket_do_no_harm_in_a_letter(carla, ada):
    deed = {"to": "address", "address": "boss@acme.example", "subject": "{subject}", "html": "<p>{subject}</p>"}
    make_rule("Boss", ("mail", deed))

    ticket = make_ticket(carla, subject="<b>{portal}</b>")

    letter = Letter.objects.get(template="rule_mail")
    assert letter.subject == f"<b>{{portal}}</b> [#{ticket.pk}]"
    assert "&lt;b&gt;{portal}&lt;/b&gt;" in letter.html


@pytest.mark.spec("T24-37")
def test_who_has_no_address_gets_no_mail_and_the_history_says_so(carla, ada, history):
    make_rule("Thanks", ("mail", {"to": "requester", **MAIL}), ("mail", {"to": "responsible", **MAIL}))
    carla.email = ""
    carla.save()

    ticket = make_ticket(carla, acknowledge=True)

    assert Letter.objects.filter(template="rule_mail").count() == 0
    assert history(ticket)[1:] == [
        "The system (rule “Thanks”) left this out: e-mail to who asked, because there is no e-mail address",
        "The system (rule “Thanks”) left this out: e-mail to who is responsible, because nobody is responsible",
    ]


def test_a_customers_letter_answers_their_mail_and_leads_to_the_portal(carla):
    make_rule("Thanks", ("mail", {"to": "requester", **MAIL}))

    ticket = make_ticket(carla, source="mail", message_id="<first@kunde.example>", acknowledge=True)

    letter = Letter.objects.get(template="rule_mail")
    assert letter.to_address == "carla@kunde.example"
    assert letter.headers["In-Reply-To"] == "<first@kunde.example>"
    assert f"http://portal.acme.localhost:8000/tickets/{ticket.pk}/" in letter.html


@pytest.mark.spec("T24-35")
def test_the_bell_rings_for_a_team_after_what_stands_before_it(carla, ada, ben, history):
    team = Team.objects.create(name="Technik")
    team.members.set([ada, ben])
    text = "{responsible} has #{number}: {subject}"
    make_rule("Ring", ("assign", {"user": ada.pk}), ("ring", {"team": team.pk, "text": text}), ("tag", {"tags": ["rung"]}))

    ticket = make_ticket(carla)

    rung = f"Ada Lovelace has #{ticket.pk}: Printer on fire"
    assert [ring.text for ring in Ring.objects.filter(user=ben)] == [rung]
    assert rung in [ring.text for ring in Ring.objects.filter(user=ada)]
    assert history(ticket)[1:] == [
        "The system (rule “Ring”) made Ada Lovelace responsible",
        "The system (rule “Ring”) notified Ada Lovelace, Ben Roth",
        "The system (rule “Ring”) set Tags to rung".replace("Tags", "tags"),
    ]


def test_a_note_of_a_rule_is_for_staff_and_says_who_wrote_it(carla, ada, at_desk, at_portal):
    make_rule("Hint", ("note", {"html": "<p>Look at {contact}'s contract.</p>"}))

    ticket = make_ticket(carla)

    note = Message.objects.get(kind=Kind.INTERNAL)
    assert (note.writer, note.text.strip()) == ("The system (rule “Hint”)", "Look at Carla Sommer's contract.")
    path = f"/tickets/{ticket.pk}/"
    assert "Look at Carla Sommer" in at_desk(ada).get(path).content.decode()
    assert "Look at" not in at_portal(carla.user).get(path).content.decode()


@pytest.mark.spec("T24-32", "T24-33", "C-24")
def test_the_flame_is_set_by_rule(carla, history):
    make_rule("High", ("set", {"field": "is_urgent", "value": True}), query="subject=fire")

    ticket = make_ticket(carla)

    assert ticket.is_urgent is True
    assert history(ticket)[-1] == "The system (rule “High”) changed urgent from No to Yes"


def test_machines_that_answer_each_other_come_to_an_end(carla):
    make_rule("Thanks", ("mail", {"to": "requester", **MAIL}), when="answered")
    ticket = make_ticket(carla)

    for _ in range(8):
        answer(ticket, by=carla, source=Source.MAIL, html="<p>I am away.</p>")

    assert Letter.objects.filter(template="rule_mail").count() == 5


def test_what_a_machine_wrote_sets_off_no_letter_to_it(carla, history):
    make_rule("Thanks", ("mail", {"to": "requester", **MAIL}))
    make_rule("Again", ("mail", {"to": "requester", **MAIL}), when="answered")

    ticket = make_ticket(carla, acknowledge=False)
    answer(ticket, by=carla, source=Source.MAIL, reopens=False, html="<p>I am away.</p>")

    assert Letter.objects.filter(template="rule_mail").count() == 0
    assert "left this out: e-mail to who asked" in history(ticket)[1]
