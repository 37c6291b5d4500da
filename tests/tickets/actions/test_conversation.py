"""Who speaks hands the ball over, and whoever waits is told."""

import pytest

from customers.models import Contact, Organisation
from notifications.models import Letter, Ring
from tests.making import make_customer, make_ticket
from tickets.actions.answering import answer
from tickets.actions.assigning import assign
from tickets.actions.attaching import Upload
from tickets.actions.changing import change
from tickets.actions.claiming import claim
from tickets.actions.closing import close
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.choices import Category, Kind, Source
from tickets.models import Priority, Status


@pytest.fixture
def ticket(carla):
    ticket = make_ticket(carla, message_id="<first@kunde.example>", source=Source.MAIL)
    Letter.objects.all().delete()
    return ticket


@pytest.mark.spec("CP-54", "T24-54")
def test_an_agents_reply_reaches_the_customer(ticket, ada):
    message = reply(ticket, by=ada, html="<p>Pull the plug.</p>")

    [letter] = Letter.objects.all()
    assert (letter.to_address, letter.to_name) == ("carla@kunde.example", "Carla Sommer")
    assert "Pull the plug." in letter.text
    assert "<p>Pull the plug.</p>" in letter.html.replace("\n", "") or "Pull the plug." in letter.html
    assert letter.message_id == message.message_id


def test_the_letter_lies_below_the_customers_own_mail(ticket, ada):
    reply(ticket, by=ada, html="<p>Pull the plug.</p>")

    [letter] = Letter.objects.all()
    assert letter.headers["In-Reply-To"] == "<first@kunde.example>"
    assert letter.headers["References"] == "<first@kunde.example>"


def test_after_the_agent_the_ticket_waits_for_the_customer(ticket, ada):
    reply(ticket, by=ada, html="<p>Which printer?</p>")

    ticket.refresh_from_db()
    assert ticket.status.category == Category.WAITING_CUSTOMER


@pytest.mark.spec("BR-16")
def test_the_history_keeps_who_said_what_in_order(ticket, ada, carla):
    reply(ticket, by=ada, html="<p>Which one?</p>")
    answer(ticket, by=carla, html="<p>The red one.</p>", source=Source.PORTAL)

    assert [(m.writer, m.text) for m in ticket.messages.all()] == [
        ("Carla Sommer", "It burns."),
        ("Ada Lovelace", "Which one?"),
        ("Carla Sommer", "The red one."),
    ]
    assert [e.verb for e in ticket.events.all()] == ["opened", "replied", "status", "replied", "status"]


@pytest.mark.spec("RB-15")
def test_nothing_of_a_note_leaves_the_desk(ticket, ada):
    note(ticket, by=ada, html="<p>He always says that.</p>", attachments=[Upload(name="secret.txt", content=b"internal")])
    reply(ticket, by=ada, html="<p>We are coming.</p>")

    [letter] = Letter.objects.all()
    assert "always" not in letter.text + letter.html + str(letter.headers)
    assert letter.attachments == []


def test_a_reply_takes_its_files_along(ticket, ada):
    message = reply(ticket, by=ada, html="<p>See plan.</p>", attachments=[Upload(name="plan.pdf", content=b"%PDF-1.7 x")])

    [letter] = Letter.objects.all()
    [file] = message.attachments.all()
    assert letter.attachments == [{"path": file.file.name, "name": "plan.pdf", "type": "application/pdf"}]


@pytest.mark.spec("CP-36", "CP-10")
def test_the_customers_answer_reopens_and_reaches_the_responsible(ticket, ada, carla):
    assign(ticket, by=ada, version=1, responsible=ada)
    reply(ticket, by=ada, html="<p>Done?</p>")
    Letter.objects.all().delete()

    answer(ticket, by=carla, html="<p>No!</p>", source=Source.PORTAL)

    ticket.refresh_from_db()
    assert ticket.status.category == Category.OPEN
    [letter] = Letter.objects.all()
    assert (letter.to_address, letter.template) == ("ada@acme.example", "customer_answered")
    assert Ring.objects.get(user=ada).text == f"Carla Sommer answered on #{ticket.pk}: Printer on fire"


def test_an_answer_on_a_closed_ticket_opens_it_again(ticket, ada, carla):
    close(ticket, by=ada)

    answer(ticket, by=carla, html="<p>Still burning.</p>", source=Source.MAIL)

    ticket.refresh_from_db()
    assert (ticket.status.category, ticket.closed_at) == (Category.OPEN, None)
    assert "reopened" in [event.verb for event in ticket.events.all()]


def test_an_automatic_reply_opens_nothing(ticket, ada, carla):
    close(ticket, by=ada)

    answer(ticket, by=carla, html="<p>I am on holiday.</p>", source=Source.MAIL, reopens=False)

    ticket.refresh_from_db()
    assert ticket.status.category == Category.CLOSED


@pytest.mark.spec("T24-57")
def test_the_customer_is_told_once_that_it_is_closed(ticket, ada):
    close(ticket, by=ada)
    close(ticket, by=ada)

    [letter] = Letter.objects.all()
    assert letter.template == "ticket_done"
    assert f'ticket #{ticket.pk} "Printer on fire" is closed' in letter.text


@pytest.mark.spec("BL-21")
def test_who_opened_it_is_mailed_of_answers_and_the_end_only_and_no_colleague_is(carla, ada):
    make_customer("kim@kunde.example", name="Kim")
    Contact.objects.update(organisation=Organisation.objects.create(name="Kunde"))
    ticket = make_ticket(carla, source=Source.PORTAL)
    Letter.objects.all().delete()

    ticket = claim(ticket, by=ada)
    note(ticket, by=ada, html="<p>Bring water.</p>")
    inside = Status.objects.get(category=Category.WAITING_INTERNAL)
    change(ticket, by=ada, version=ticket.version, status=inside, priority=Priority.objects.get(level=3), is_urgent=True)
    quiet = Letter.objects.count()
    reply(ticket, by=ada, html="<p>We come.</p>")
    close(ticket, by=ada)

    told = Letter.objects.order_by("pk").values_list("to_address", "template")
    assert (quiet, list(told)) == (0, [("carla@kunde.example", "agent_replied"), ("carla@kunde.example", "ticket_done")])


def test_an_answer_that_closes_is_one_letter(ticket, ada):
    reply(ticket, by=ada, html="<p>New fuse, works.</p>", then=Category.CLOSED)

    [letter] = Letter.objects.all()
    assert letter.template == "agent_replied"
    assert "We regard this as done." in letter.text


def test_a_note_rings_the_responsible_agents_bell_and_nobody_elses(ticket, ada, ben):
    assign(ticket, by=ada, version=1, responsible=ada)

    written = note(ticket, by=ben, html="<p>I know this one.</p>")

    assert written.kind == Kind.INTERNAL
    assert [(r.user, r.text) for r in Ring.objects.all()] == [(ada, f"Ben Roth left a note on #{ticket.pk}: Printer on fire")]


def test_nobody_is_told_what_they_did_themselves(ticket, ada):
    assign(ticket, by=ada, version=1, responsible=ada)
    note(ticket, by=ada, html="<p>To self.</p>")

    assert not Ring.objects.exists()
    assert not Letter.objects.exists()
