"""A mail becomes a ticket, joins one, is ignored, or fails alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from accounts.models import Team, User
from customers.models import Asset, Contact
from notifications.models import Letter, Ring
from tests.making import make_ticket
from tests.tickets.mail.conftest import Arrive, compose
from tickets.actions.closing import close
from tickets.actions.inviting import invite
from tickets.actions.replying import reply
from tickets.choices import Category, MailState, Source
from tickets.mail import sorting
from tickets.mail.ledger import Place, keep
from tickets.mail.receive import MOST_ATTEMPTS, TOO_OFTEN, UNREADABLE, receive, receive_again
from tickets.models import IncomingMail, Mailbox, Message, Status, Ticket, TicketLink

MAILS = Path(__file__).parents[2] / "mails"


@pytest.mark.spec("CP-8", "CP-10", "CP-41")
def test_a_mail_of_a_stranger_opens_a_ticket_and_is_acknowledged(arrive: Arrive) -> None:
    mail = arrive(compose(message_id="<first@kunde.example>"))

    [ticket] = Ticket.objects.all()
    assert (mail.state, mail.ticket, mail.message, mail.reason) == (MailState.OPENED, ticket, ticket.messages.get(), "")
    assert (ticket.subject, ticket.source, ticket.requester.name) == ("Printer on fire", Source.MAIL, "Carla Sommer")
    assert ticket.messages.get().html == "<p>It burns.</p>"
    [letter] = Letter.objects.all()
    assert (letter.template, letter.to_address) == ("ticket_opened", "carla@kunde.example")
    assert letter.headers == {"In-Reply-To": "<first@kunde.example>", "References": "<first@kunde.example>"}


def test_a_mailbox_gives_its_tickets_to_its_team(arrive: Arrive, mailbox: Mailbox) -> None:
    mailbox.team = Team.objects.create(name="Haustechnik")
    mailbox.save()

    assert arrive().ticket.team == mailbox.team


@pytest.mark.spec("CP-10", "C-33")
def test_an_answer_by_mail_joins_and_reopens_its_ticket_and_rings(arrive: Arrive, carla: Contact, ada: User) -> None:
    ticket = make_ticket(carla, responsible=ada)
    ours = reply(ticket, by=ada, html="<p>Pull the plug.</p>")

    mail = arrive(
        subject="AW: Printer on fire", text="Done.\n\nAm 21.11.2026 schrieb Ada:\n> Pull the plug.", answers=ours.message_id
    )

    ticket.refresh_from_db()
    assert (mail.state, mail.ticket) == (MailState.ADDED, ticket)
    assert (mail.message.html, mail.message.contact) == ("<p>Done.</p>", carla)
    assert "Pull the plug." in mail.message.quoted_html
    assert ticket.status.category == Category.OPEN
    assert Ring.objects.filter(user=ada).latest("pk").text == f"Carla Sommer answered on #{ticket.pk}: Printer on fire"


def test_an_answer_to_the_acknowledgement_joins_too(arrive: Arrive) -> None:
    ticket = arrive().ticket

    arrive(answers=Letter.objects.get().message_id, text="And it smokes.")

    assert [message.text for message in ticket.messages.all()] == ["It burns.", "And it smokes."]


@pytest.mark.spec("B-3", "C-33")
@pytest.mark.parametrize("way", ["message-id", "number"])
def test_a_stranger_who_knows_message_id_or_number_gets_a_ticket_of_their_own(
    arrive: Arrive, carla: Contact, ada: User, way: str
) -> None:
    ticket = make_ticket(carla)
    ours = reply(ticket, by=ada, html="<p>Secret.</p>")
    words = {"answers": ours.message_id} if way == "message-id" else {"subject": f"Re: x [#{ticket.pk}]"}

    mail = arrive(sender="Sam <sam@fremd.example>", **words)

    assert mail.state == MailState.OPENED
    assert mail.ticket != ticket
    assert [event.data["to"] for event in mail.ticket.events.filter(verb="referred")] == [str(ticket)]
    assert ticket.messages.count() == 2


def test_a_subject_with_the_number_is_enough_for_who_takes_part(arrive: Arrive, carla: Contact) -> None:
    ticket = make_ticket(carla)

    assert arrive(subject=f"Once more [#{ticket.pk}]").ticket == ticket


def test_a_mail_in_two_of_our_mailboxes_is_one_message(arrive: Arrive, mailbox: Mailbox) -> None:
    other = Mailbox.objects.create(name="Info", address="info@acme.example", division=mailbox.division, host="x", username="x")
    raw = compose()
    first = arrive(raw)

    second = arrive(raw, into=other)

    assert (second.state, second.ticket, second.reason) == (MailState.IGNORED, first.ticket, sorting.CAME_TWICE)
    assert Message.objects.count() == 1


@pytest.mark.spec("B-16")
def test_twice_is_once(arrive: Arrive, mailbox: Mailbox) -> None:
    raw = compose()
    mail = arrive(raw)

    again = keep(mailbox, place=Place(uid_validity=2, uid=1, size=len(raw)), raw=raw)
    receive(mail.pk)

    assert again is None
    assert (IncomingMail.objects.count(), Message.objects.count()) == (1, 1)


def test_a_scanner_that_uses_one_message_id_for_all_pages_loses_none(arrive: Arrive) -> None:
    arrive(compose(message_id="<scan@printer>", text="Page 1"))
    arrive(compose(message_id="<scan@printer>", text="Page 2").replace(b"12:00:00", b"12:00:05"))

    assert sorted(Message.objects.values_list("text", "message_id")) == [("Page 1", "<scan@printer>"), ("Page 2", "")]


@pytest.mark.parametrize(
    "headers",
    [{"auto_submitted": "auto-generated"}, {"precedence": "bulk"}, {"list_id": "<news.shop.example>"}],
)
def test_machines_get_a_ticket_and_no_receipt(arrive: Arrive, headers: dict[str, str]) -> None:
    mail = arrive(**headers)

    assert (mail.state, Letter.objects.count()) == (MailState.OPENED, 0)


def test_an_absence_joins_its_ticket_without_reopening_it(arrive: Arrive, carla: Contact, ada: User) -> None:
    ticket = make_ticket(carla, responsible=ada)
    ours = reply(ticket, by=ada, html="<p>Pull the plug.</p>")

    arrive(answers=ours.message_id, auto_submitted="auto-replied", text="Back on Monday.")

    ticket.refresh_from_db()
    assert ticket.status.category == Category.WAITING_CUSTOMER
    assert ticket.messages.last().text == "Back on Monday."


def test_our_own_letter_that_comes_back_is_ignored_under_any_name(arrive: Arrive, carla: Contact) -> None:
    make_ticket(carla, acknowledge=True)
    letter = Letter.objects.get()
    before = Message.objects.count()

    same = arrive(message_id=letter.message_id, sender="support@acme.example")
    forwarded = arrive(sender="forwarder@kunde.example", x_helpdesk_letter=f"{letter.pk}@acme.localhost")

    assert [(mail.state, mail.reason) for mail in (same, forwarded)] == [(MailState.IGNORED, sorting.OWN_LETTER)] * 2
    assert Message.objects.count() == before


def test_a_letter_of_another_installation_is_read_and_not_acknowledged(arrive: Arrive) -> None:
    mail = arrive(x_helpdesk_letter="7@desk.elsewhere.example", auto_submitted="auto-generated")

    assert (mail.state, Letter.objects.count()) == (MailState.OPENED, 0)


def test_a_form_on_our_website_speaks_for_who_filled_it_in(arrive: Arrive) -> None:
    ticket = arrive(sender="support@acme.example", reply_to="Kim <kim@kunde.example>").ticket

    assert ticket.requester.email == "kim@kunde.example"


def test_mail_from_ourselves_is_ignored(arrive: Arrive) -> None:
    mail = arrive(sender="support@acme.example")

    assert (mail.state, mail.reason) == (MailState.IGNORED, sorting.FROM_OURSELVES)


def test_two_machines_that_answer_each_other_stop(arrive: Arrive) -> None:
    """Each pretends to be a person: after a few receipts we fall silent."""
    for number in range(10):
        arrive(sender="robot@kunde.example", subject=f"Thank you {number}")

    assert Letter.objects.count() == sorting.MOST_RECEIPTS
    assert Ticket.objects.count() == 10


def test_a_bounce_marks_the_letter_and_tells_who_is_responsible(arrive: Arrive, carla: Contact, ada: User) -> None:
    ticket = make_ticket(carla, responsible=ada, acknowledge=True)
    letter = Letter.objects.get(template="ticket_opened")

    mail = arrive(bounce_of(letter, action="failed"))

    letter.refresh_from_db()
    assert (letter.state, letter.error) == ("failed", "smtp; 550 5.1.1 no such user")
    assert (mail.state, mail.ticket, mail.reason) == (
        MailState.IGNORED,
        ticket,
        f"{sorting.BOUNCED}\nsmtp; 550 5.1.1 no such user",
    )
    assert [event.data["to"] for event in ticket.events.filter(verb="bounced")] == ["carla@kunde.example"]
    assert "came back" in Ring.objects.filter(user=ada).latest("pk").text
    assert (Ticket.objects.count(), Contact.objects.filter(email__startswith="mailer-daemon").count()) == (1, 0)


def test_a_delay_is_no_failure(arrive: Arrive, carla: Contact) -> None:
    make_ticket(carla, acknowledge=True)
    letter = Letter.objects.get()

    mail = arrive(bounce_of(letter, action="delayed"))

    letter.refresh_from_db()
    assert (letter.state, mail.state) == ("queued", MailState.IGNORED)
    assert mail.reason.startswith(sorting.DELAYED)


def test_a_colleague_who_answers_their_letter_speaks_to_the_customer(arrive: Arrive, carla: Contact, ada: User) -> None:
    ticket = make_ticket(carla, responsible=ada)
    told = Letter.objects.get(user=ada)

    mail = arrive(sender="Ada <ada@acme.example>", answers=told.message_id, text="On my way.")

    assert (mail.state, mail.message.author, mail.message.text) == (MailState.ADDED, ada, "On my way.")
    assert Letter.objects.get(template="agent_replied").to_address == "carla@kunde.example"
    assert ticket.messages.count() == 2


def test_whoever_only_claims_to_be_a_colleague_does_not(arrive: Arrive, carla: Contact, ada: User) -> None:
    """The customer knows the customer's letters, not Ada's."""
    ticket = make_ticket(carla, responsible=ada, acknowledge=True)
    customers = Letter.objects.get(template="ticket_opened")

    mail = arrive(sender="Ada <ada@acme.example>", answers=customers.message_id)

    assert (mail.state, mail.ticket == ticket) == (MailState.OPENED, False)
    assert not Letter.objects.filter(template="agent_replied").exists()


def test_a_closed_ticket_opens_again_within_two_weeks_and_never_later(arrive: Arrive, carla: Contact, ada: User) -> None:
    ticket = close(make_ticket(carla, acknowledge=True), by=ada)
    letter = Letter.objects.filter(template="ticket_opened").get()

    early = arrive(answers=letter.message_id)
    Ticket.objects.filter(pk=ticket.pk).update(status=close(ticket, by=ada).status_id, closed_at="2026-10-01T12:00Z")
    late = arrive(answers=letter.message_id)

    assert (early.ticket, early.state) == (ticket, MailState.ADDED)
    assert (late.ticket == ticket, late.state) == (False, MailState.OPENED)
    assert late.ticket.events.get(verb="follows").data["to"] == str(ticket)
    assert ticket.events.get(verb="followed_up").data["number"] == late.ticket.pk
    assert TicketLink.objects.get().kind == "related"


def test_somebody_in_copy_who_answers_late_takes_no_objects_along(
    arrive: Arrive, carla: Contact, sam: Contact, ada: User
) -> None:
    ticket = make_ticket(carla, assets=[Asset.objects.create(name="Lift 2")])
    invite(ticket, by=ada, addresses=[sam.email])
    close(ticket, by=ada)
    Ticket.objects.update(closed_at="2026-10-01T12:00Z")

    late = arrive(sender="Sam <sam@fremd.example>", subject=f"Re: Printer [#{ticket.pk}]")

    assert (late.ticket.requester, list(late.ticket.assets.all())) == (sam, [])
    assert TicketLink.objects.get().target == ticket


def test_pictures_inside_the_text_are_shown_from_our_own_address(arrive: Arrive) -> None:
    ticket = arrive((MAILS / "inline-image.eml").read_bytes()).ticket

    message = ticket.messages.get()
    inline = message.attachments.filter(is_inline=True).first()
    assert inline is not None
    assert f'src="/attachments/{inline.pk}/"' in message.html + message.quoted_html


@pytest.mark.parametrize("raw", [b"", b"   \r\n\r\n", b"\x00\xff\xfe no mail at all"])
def test_what_is_no_mail_fails_alone_and_says_why(arrive: Arrive, raw: bytes) -> None:
    mail = arrive(raw)

    assert (mail.state, mail.ticket) == (MailState.FAILED, None)
    assert mail.reason.startswith("The e-mail ")
    assert arrive().state == MailState.OPENED


def test_a_mail_without_words_is_a_ticket_all_the_same(arrive: Arrive) -> None:
    ticket = arrive(subject="", text="").ticket

    assert (ticket.subject, ticket.messages.get().html) == ("(kein Betreff)", "")


def test_every_sample_we_know_ends_in_the_ledger(arrive: Arrive) -> None:
    for file in sorted(MAILS.glob("*.eml")):
        mail = arrive(file.read_bytes())
        assert mail.state != MailState.RECEIVED, file.name
        assert not mail.reason.startswith(UNREADABLE), (file.name, mail.reason)


def test_a_mail_we_cannot_cope_with_fails_alone_in_plain_words_and_can_be_received_again(
    arrive: Arrive, caplog: pytest.LogCaptureFixture
) -> None:
    """A workspace that lost the status of new tickets."""
    Status.objects.filter(category=Category.NEW).update(is_default=False)
    mail = arrive()
    assert (mail.state, mail.reason) == (MailState.FAILED, f"{UNREADABLE}\nDoesNotExist")
    assert "Status matching query does not exist" in caplog.text
    assert (Ticket.objects.count(), Letter.objects.count()) == (0, 0)

    Status.objects.filter(category=Category.NEW).update(is_default=True)
    assert receive_again(mail)
    receive(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, Ticket.objects.count()) == (MailState.OPENED, 1)
    assert not receive_again(mail)


def test_trouble_of_the_house_is_not_blamed_on_the_mail(arrive: Arrive) -> None:
    """Somebody holds a table longer than the database lets anybody wait."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")

    with somebody_holds("tickets_message"), pytest.raises(OperationalError):
        arrive()

    assert list(IncomingMail.objects.values_list("state", "attempts")) == [(MailState.RECEIVED, 1)]


def test_a_mail_that_kills_its_workers_is_left_to_people(arrive: Arrive, mailbox: Mailbox) -> None:
    mail = keep(mailbox, place=Place(uid_validity=1, uid=1, size=1), raw=compose())
    assert mail is not None
    IncomingMail.objects.update(attempts=MOST_ATTEMPTS)

    receive(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (MailState.FAILED, TOO_OFTEN)


@contextmanager
def somebody_holds(table: str) -> Iterator[None]:
    """On another connection, until we are done with it."""
    other = connection.copy()
    other.set_tenant(connection.tenant)
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
    finally:
        other.close()


def bounce_of(letter: Letter, *, action: str) -> bytes:
    return f"""From: Mail Delivery System <mailer-daemon@mx.kunde.example>
To: support@acme.example
Subject: Undelivered Mail
Return-Path: <>
Message-ID: <bounce-{action}@mx.kunde.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kunde.example

Final-Recipient: rfc822; {letter.to_address}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1
 no such user

--x
Content-Type: message/rfc822

Message-ID: {letter.message_id}
Subject: {letter.subject}

Hello.
--x--
""".encode()
