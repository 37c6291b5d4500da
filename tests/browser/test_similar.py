"""Somebody writes down what was written down before, and is told while they type."""

import re

from playwright.sync_api import expect

from customers.models import Asset, Contact
from tests.browser.person import Person
from tests.browser.test_every_page import CONTRAST, broken
from tests.making import make_ticket
from tickets.actions.relating import add_asset
from tickets.models import TicketType


def test_an_agent_is_warned_while_they_type_and_keeps_the_form(ada: Person, carlas_contact: Contact) -> None:
    there = make_ticket(carlas_contact, subject="Rolltor klemmt im Lager")

    ada.opens("/tickets/new/")
    ada.page.fill("#id_email", carlas_contact.email)
    ada.page.locator("#id_subject").press_sequentially("Rolltor im Lager klemmt")
    warning = ada.page.locator("#similar")
    expect(warning.get_by_role("link")).to_have_text(re.compile(f"^#{there.pk} Rolltor klemmt im Lager"))
    with ada.context.expect_page() as opened:
        warning.get_by_role("link").click()

    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Rolltor klemmt im Lager")
    expect(ada.page.locator("#id_subject")).to_have_value("Rolltor im Lager klemmt")
    assert broken(ada.page, CONTRAST) == []
    ada.page.fill("#id_subject", "Licht")
    expect(warning).to_be_empty()


def test_an_object_chosen_after_the_type_was_switched_is_looked_for_too(ada: Person, carlas_contact: Contact) -> None:
    lift = Asset.objects.create(name="Aufzug Nordturm")
    there = make_ticket(carlas_contact, subject="Kabine ruckelt beim Anfahren")
    add_asset(there, lift, by=ada.user)
    TicketType.objects.create(name="Wartung")

    ada.opens("/tickets/new/")
    ada.page.fill("#id_subject", "Kabine ruckelt beim Anfahren")
    similar = ada.page.locator("#similar")
    expect(similar).to_contain_text(f"#{there.pk} Kabine ruckelt beim Anfahren")
    ada.page.get_by_role("button", name="Wartung").click()
    expect(ada.page.get_by_role("button", name="Wartung")).to_have_attribute("aria-pressed", "true")
    ada.page.locator("details:has(#id_assets) summary").click()
    ada.page.locator("#id_assets").press_sequentially("Aufzug N")
    expect(ada.page.locator("#id_assets-suggestions option")).to_have_count(1)
    ada.page.fill("#id_assets", f"#{lift.pk}")
    ada.page.wait_for_load_state("networkidle")
    expect(similar).not_to_contain_text(ada.reads("Same object"))
    ada.page.keyboard.press("Tab")

    expect(similar).to_contain_text(ada.reads("Same object"))


def test_a_customer_is_asked_whether_it_is_reported_already(carla: Person, carlas_contact: Contact) -> None:
    make_ticket(carlas_contact, subject="Schranke am Parkplatz defekt")

    carla.opens("/tickets/new/")
    carla.page.locator("#id_subject").press_sequentially("Die Schranke am Parkplatz")

    expect(carla.page.locator("#similar").get_by_role("link")).to_have_text(re.compile("^Schranke am Parkplatz defekt"))


def test_similar_tickets_come_with_a_ticket_and_are_linked_with_one_press(ada: Person, carlas_contact: Contact) -> None:
    first, again = (make_ticket(carlas_contact, subject=f"Markise reißt {how}") for how in ("ab", "wieder ab"))

    ada.opens(f"/tickets/{again.pk}/")
    box = ada.page.locator("#ticket-similar")
    box.scroll_into_view_if_needed()
    box.locator("form.post button").click()

    ada.sees(ada.reads("Linked."))
    assert again.links_out.get().target == first
