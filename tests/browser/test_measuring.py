"""The work timer at a real browser."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from customers.models import Contact
from tests.browser.conftest import Visit
from tests.making import make_ticket
from tickets.models import Stint, TicketType


@pytest.mark.spec("BR-19", "C-43")
def test_the_clock_runs_pauses_runs_on_and_pauses_by_itself(visit: Visit, carlas_contact: Contact) -> None:
    TicketType.objects.update(measures_time=True)
    ticket = make_ticket(carlas_contact, subject="Measured")
    ada = visit("acme.localhost", User.objects.get(email="ada@acme.example"))
    ada.page.clock.install()

    ada.opens(f"/tickets/{ticket.pk}/")
    timer = ada.page.locator("[data-measure]")
    expect(timer).to_have_attribute("data-state", "running")
    timer.get_by_role("button").first.click()
    expect(timer).to_have_attribute("data-state", "paused")
    timer.get_by_role("button").first.click()
    expect(timer).to_have_attribute("data-state", "running")
    for _ in range(10):  # between two steps the page hears the answers to its signals, one by one
        ada.page.clock.run_for(14_000)
        ada.page.wait_for_timeout(200)
    expect(timer).to_have_attribute("data-state", "idle")
    ada.page.mouse.move(200, 200)
    ada.page.clock.run_for(1_100)
    expect(timer).to_have_attribute("data-state", "running")

    assert set(Stint.objects.filter(ticket=ticket).values_list("person__email", flat=True)) == {"ada@acme.example"}
    assert ada.complaints == []
