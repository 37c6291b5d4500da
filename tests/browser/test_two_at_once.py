"""Two agents at one ticket, each at their own browser."""

import pytest
from playwright.sync_api import expect

from customers.models import Contact
from tests.browser.person import Person
from tests.making import make_ticket
from tickets.choices import Level
from tickets.models import Ticket


@pytest.mark.spec("BR-10")
def test_of_two_who_claim_one_wins_and_the_other_reads_who(ada: Person, ben: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Aufzug steht")
    for agent in (ada, ben):
        agent.opens(f"/tickets/{ticket.pk}/")

    ada.presses("Claim")
    expect(ada.button("Claim")).to_have_count(0)
    ben.presses("Claim")

    ben.sees("Ada Lovelace has taken this ticket.")
    assert ada.user == Ticket.objects.get(pk=ticket.pk).responsible


def test_whoever_saves_second_sees_both_values_and_loses_nothing(ada: Person, ben: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Schranke klemmt")
    for agent in (ada, ben):
        agent.opens(f"/tickets/{ticket.pk}/")
    ben.composer("Internal note").locator("textarea").fill("Called the landlord.")

    ada.field("Priority").select_option(label=ada.reads(Level.HIGH.label))
    ada.presses("Save")
    ada.sees(ada.reads("Saved."))
    ben.field("Priority").select_option(label=ben.reads(Level.LOW.label))
    ben.presses("Save")

    ben.sees("Not saved: somebody else changed the same meanwhile")
    ben.sees("Ada Lovelace changed priority")
    expect(ben.field("Priority").locator("option:checked")).to_have_text("Low")
    expect(ben.page.locator("#internal-body")).to_have_value("Called the landlord.")
    assert Ticket.objects.get(pk=ticket.pk).priority.level == Level.HIGH

    ben.presses("Save")
    ben.sees("Saved.")
    assert Ticket.objects.get(pk=ticket.pk).priority.level == Level.LOW
