"""Mail from an address of somebody who was merged is mail of who they are."""

import pytest

from customers.models import Contact
from tests.making import make_contact
from tickets.actions.joining import join
from tickets.models import Ticket

VALUES = {"name": "Eva Baum", "email": "eva@linde.example", "phone": "", "organisation_id": None, "language": "en"}


def mail(sender: str, subject: str = "Lift", answers: str = "") -> bytes:
    thread = f"In-Reply-To: {answers}\r\n" if answers else ""
    head = f"From: {sender}\r\nTo: help@acme.example\r\nSubject: {subject}\r\nMessage-ID: <{sender}-{subject}>\r\n{thread}"
    return f"{head}\r\nIt hangs.\r\n".encode()


@pytest.mark.spec("CP-12")
def test_it_opens_a_ticket_of_the_one_that_stayed(arrive, ada):
    eva, twin = make_contact("eva@linde.example", name="Eva Baum"), make_contact("eva@web.example", name="E. Baum")
    join(twin, into=eva, values=VALUES, by=ada)

    ticket = arrive(mail("Eva <Eva@Web.example>")).ticket

    assert (ticket.requester, Contact.objects.count()) == (eva, 1)


@pytest.mark.spec("CP-12")
def test_an_answer_from_there_joins_a_ticket_that_was_theirs(arrive, ada):
    eva = make_contact("eva@linde.example", name="Eva Baum")
    opened = arrive(mail("eva@web.example")).ticket
    join(opened.requester, into=eva, values=VALUES, by=ada)

    answer = arrive(mail("eva@web.example", subject=f"Re: Lift [#{opened.pk}]"))

    assert (answer.ticket, Ticket.objects.count()) == (opened, 1)
    assert {message.contact for message in opened.messages.all()} == {eva}
