"""Two agents at one ticket, each at their own browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from customers.models import Contact
from tests.browser.person import Person
from tests.browser.test_every_page import WCAG
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
    expect(ben.page.locator("[data-kind=internal] trix-editor")).to_have_text("Called the landlord.")
    assert Ticket.objects.get(pk=ticket.pk).priority.level == Level.HIGH

    ben.presses("Save")
    ben.sees("Saved.")
    assert Ticket.objects.get(pk=ticket.pk).priority.level == Level.LOW


def broken_above(person: Person) -> list[str]:
    """Rules that the head of the ticket breaks."""
    found = Axe().run(person.page, context="#ticket-head", options=WCAG)
    return [violation["id"] for violation in found.response["violations"]]


def looks_again(person: Person) -> None:
    """What the page does every eight seconds, and when one comes back to it."""
    person.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_colleagues_see_who_looks_who_writes_and_who_went(ada: Person, ben: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Rohr tropft")
    ada.opens(f"/tickets/{ticket.pk}/")
    ben.opens(f"/tickets/{ticket.pk}/")
    there = ada.page.locator(".presence-one")
    expect(ben.page.locator(".presence-one")).to_contain_text(
        ben.reads("%(name)s is looking at this ticket") % {"name": ada.user}
    )

    looks_again(ada)
    expect(there).to_contain_text(ada.reads("%(name)s is looking at this ticket") % {"name": ben.user})
    expect(ada.page.locator("#announcer")).to_contain_text("Ben Roth")
    ben.page.keyboard.press("r")
    ben.page.keyboard.type("Hello ")
    expect(ben.page.locator("[data-kind=public] trix-editor")).to_have_text("Hello ")
    looks_again(ada)
    expect(there).to_contain_text(ada.reads("%(name)s is writing an answer …") % {"name": ben.user})
    assert broken_above(ada) == []
    ben.opens("/tickets/")
    looks_again(ada)
    expect(there).to_have_count(0)


def test_what_a_colleague_writes_comes_in_with_the_same_question(ada: Person, ben: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Fenster klemmt")
    asked: list[str] = []
    ada.page.on("request", lambda request: asked.append(request.url))
    with ada.page.expect_response("**/presence/"):
        ada.opens(f"/tickets/{ticket.pk}/")
    ben.opens(f"/tickets/{ticket.pk}/")
    with ben.page.expect_response("**/drafts/public/"):
        ben.page.keyboard.press("r")
        ben.page.keyboard.type("We are coming.")

    looks_again(ada)
    expect(ada.page.locator("#ticket-drafts")).to_contain_text("We are coming.")
    with ada.page.expect_response("**/presence/"):
        looks_again(ada)
    assert len([url for url in asked if url.endswith("/drafts/")]) == 1


def test_news_comes_in_and_nothing_typed_or_chosen_is_lost(ada: Person, ben: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Tor klemmt")
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.field("Priority").select_option(label=ada.reads(Level.HIGH.label))
    ada.page.keyboard.press("Escape")
    ada.page.keyboard.press("r")
    ada.page.keyboard.type("Wir kommen")
    editor = ada.page.locator("[data-kind=public] trix-editor")
    expect(editor).to_have_text("Wir kommen")
    ben.opens(f"/tickets/{ticket.pk}/")
    ben.writes("Key is with the porter.", into=ben.composer("Internal note"))
    ben.page.locator("[data-kind=internal] trix-editor").press("Control+Enter")
    expect(ben.page.locator(".message-internal")).to_contain_text("Key is with the porter.")

    looks_again(ada)
    news = ada.page.locator(".news")
    expect(news).to_contain_text("Ben Roth")
    assert broken_above(ada) == []
    news.get_by_role("link").click()

    expect(ada.page.locator(".message.is-news")).to_contain_text("Key is with the porter.")
    expect(ada.page.locator(".message.is-news")).to_be_focused()
    expect(news).to_have_count(0)
    expect(editor).to_have_text("Wir kommen")
    expect(ada.page.locator("[data-kind=public]")).to_have_attribute("open", "")
    expect(ada.field("Priority").locator("option:checked")).to_have_text(ada.reads(Level.HIGH.label))
    editor.press("End")
    ada.page.keyboard.type(" gleich.")
    ada.page.keyboard.press("Control+Enter")
    expect(ada.page.locator(".message-public")).to_contain_text("Wir kommen gleich.")


def test_whoever_claims_shows_the_other_before_they_try(ada: Person, ben: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Lampe aus")
    for agent in (ada, ben):
        agent.opens(f"/tickets/{ticket.pk}/")

    ada.presses("Claim")
    expect(ada.button("Claim")).to_have_count(0)
    looks_again(ben)
    ben.page.locator(".news").get_by_role("link").click()

    expect(ben.button("Claim")).to_have_count(0)
    expect(ben.field("Responsible").locator("option:checked")).to_have_text("Ada Lovelace")
