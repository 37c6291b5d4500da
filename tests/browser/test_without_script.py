"""Where JavaScript is switched off, everything is a link or a form."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from customers.models import Contact
from tests.browser.conftest import Visit
from tests.flows.house import House
from tests.flows.test_story import PDF, PNG
from tests.making import make_ticket
from tickets.choices import Category
from tickets.models import Message, Ticket


@pytest.mark.spec("BR-10", "CP-54")
def test_an_agent_answers(visit: Visit, house: House, carlas_contact: Contact) -> None:
    ada = visit("acme.localhost", User.objects.get(email="ada@acme.example"), java_script_enabled=False)
    ticket = make_ticket(carlas_contact, subject="Fenster undicht")

    ada.opens("/tickets/?queue=unassigned")
    ada.follows("Fenster undicht")
    ada.presses("Claim")
    note = ada.composer("Internal note")
    note.locator("textarea").fill("Handwerker angerufen.")
    ada.presses("Save note")
    ada.sees("Handwerker angerufen.")
    reply = ada.composer("Reply (e-mail to the customer)")
    reply.locator("textarea").fill("Am Montag kommt jemand.")
    ada.attaches(("Termin.pdf", "application/pdf", PDF), within=reply)
    ada.send_button().click()

    ada.sees("Am Montag kommt jemand.")
    assert [str(message.text) for message in ticket.messages.order_by("pk")] == [
        "It burns.",
        "Handwerker angerufen.",
        "Am Montag kommt jemand.",
    ]
    ticket = Ticket.objects.get(pk=ticket.pk)
    assert (ticket.responsible, ticket.status.category) == (ada.user, Category.WAITING_CUSTOMER)
    assert Message.objects.get(ticket=ticket, text="Am Montag kommt jemand.").attachments.get().name == "Termin.pdf"


@pytest.mark.spec("RB-6", "RB-17", "T24-42", "T24-49")
def test_a_customer_opens_a_ticket_and_answers(visit: Visit, house: House) -> None:
    carla = visit("portal.acme.localhost", User.objects.get(email="carla@kunde.example"), java_script_enabled=False)

    carla.opens("/")
    carla.follows(carla.reads("Create ticket"))
    carla.presses("Send")
    carla.sees(carla.reads("Please tell us in a few words what it is about."))
    carla.types("Klingel stumm", into="What is it about?")
    carla.presses("Send")
    carla.page.locator("#answer textarea").fill("Seit heute.")
    carla.attaches(("Klingel.png", "image/png", PNG), within=carla.page.locator("#answer"))
    carla.presses("Send answer")

    expect(carla.page.get_by_role("heading", level=1)).to_have_text("Klingel stumm")
    carla.sees("Seit heute.")
    ticket = Ticket.objects.get(subject="Klingel stumm")
    assert ticket.messages.get(text="Seit heute.").attachments.get().name == "Klingel.png"
