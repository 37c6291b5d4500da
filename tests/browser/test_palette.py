"""Everything by name, hands on the keyboard."""

import re

import pytest
from playwright.sync_api import Locator, expect

from accounts.models import User
from customers.models import Contact
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.browser.test_every_page import WCAG, broken
from tests.making import make_ticket
from tickets.models import Ticket


@pytest.fixture
def ticket(carlas_contact: Contact) -> Ticket:
    return make_ticket(carlas_contact, subject="Palettenhubwagen quietscht")


def palette(person: Person) -> Locator:
    return person.page.locator("#palette")


def marked(person: Person) -> Locator:
    return palette(person).locator("[role=option][aria-selected=true]")


def test_a_ticket_is_found_while_one_types_and_opened_without_a_mouse(ada: Person, ticket: Ticket) -> None:
    ada.opens("/tickets/")

    ada.page.keyboard.press("Control+k")
    expect(palette(ada).get_by_role("combobox")).to_be_focused()
    ada.page.keyboard.type("palettenh quiet")
    expect(marked(ada)).to_contain_text("Palettenhubwagen quietscht")
    ada.page.keyboard.press("Enter")

    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Palettenhubwagen quietscht")


def test_enter_waits_for_the_answer_to_what_was_typed(ada: Person, ticket: Ticket) -> None:
    ada.opens("/tickets/")

    ada.page.keyboard.press("Control+k")
    ada.page.keyboard.type(str(ticket.pk))
    ada.page.keyboard.press("Enter")

    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Palettenhubwagen quietscht")


def test_arrows_walk_tab_stays_and_escape_gives_the_focus_back(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.page.keyboard.press("n")
    note = ada.page.locator("[data-kind=internal] trix-editor")
    expect(note).to_be_focused()
    ada.page.keyboard.type("Halb ")

    ada.page.keyboard.press("Control+k")
    options = palette(ada).get_by_role("option")
    expect(options.nth(10)).to_be_attached()
    ids = [marked(ada).get_attribute("id")]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"):
        ada.page.keyboard.press(key)
        ids.append(marked(ada).get_attribute("id"))
        expect(palette(ada).get_by_role("combobox")).to_have_attribute("aria-activedescendant", str(ids[-1]))
    assert ids[0] == ids[4] != ids[1] == ids[3] != ids[2]
    assert ids[5] == options.last.get_attribute("id")
    for _ in range(3):
        ada.page.keyboard.press("Tab")
        assert ada.page.evaluate("document.activeElement === document.body || palette.contains(document.activeElement)")
    ada.page.keyboard.press("Escape")

    expect(palette(ada)).to_be_hidden()
    expect(note).to_be_focused()
    ada.page.keyboard.type("fertig")
    expect(note).to_have_text("Halb fertig")


def test_the_focus_is_given_back_before_the_next_key(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.page.keyboard.press("Control+k")
    expect(palette(ada).get_by_role("combobox")).to_be_focused()

    press = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'k', ctrlKey: true, bubbles: true}))"
    left = ada.page.evaluate(f"() => {{ {press}; return [palette.open, palette.contains(document.activeElement)] }}")

    assert left == [False, False]


def test_the_page_itself_offers_what_can_be_done_on_it(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")

    ada.page.keyboard.press("Control+k")
    ada.page.keyboard.type(ada.reads("Status").lower())
    expect(marked(ada)).to_have_text(re.compile(f"^{ada.reads('Status')}"))
    ada.page.keyboard.press("Enter")
    expect(ada.field("Status")).to_be_focused()

    ada.page.keyboard.press("Control+k")
    ada.page.keyboard.type(ada.reads("Claim")[:6])
    ada.page.keyboard.press("Enter")
    expect(ada.button("Claim")).to_have_count(0)
    assert Ticket.objects.get(pk=ticket.pk).responsible == ada.user


def test_results_are_counted_aloud(ada: Person, ticket: Ticket) -> None:
    ada.opens("/account/")

    ada.page.keyboard.press("Control+k")
    ada.page.keyboard.type("Palettenhubwagen")

    expect(palette(ada).get_by_role("status")).to_have_text(re.compile(ada.reads("{n} results").replace("{n}", r"\d")))


def test_what_was_searched_for_instead_is_seen_and_said_aloud(ada: Person, ticket: Ticket) -> None:
    ada.opens("/account/")

    ada.page.keyboard.press("Control+k")
    ada.page.keyboard.type("Palettenhubwagne")

    said = palette(ada).get_by_role("status")
    expect(palette(ada).locator("#palette-meant strong")).to_have_text("palettenhubwagen")
    expect(said).to_contain_text("palettenhubwagen")
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Palettenhubwagen quietscht")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_palette_is_there_for_everybody(ada: Person, ticket: Ticket, width: int, theme: str) -> None:
    ada.page.set_viewport_size({"width": width, "height": 800})
    ada.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two it knows
    ada.opens(f"/tickets/{ticket.pk}/")

    ada.page.locator("[data-palette]:visible").click()
    ada.page.keyboard.type("a")
    expect(palette(ada).locator("#palette-places")).to_be_visible()

    assert broken(ada.page, WCAG) == []
    assert not ada.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_without_script_the_button_leads_to_a_page_with_the_same(visit: Visit, ticket: Ticket) -> None:
    ada = visit("acme.localhost", User.objects.get(email="ada@acme.example"), java_script_enabled=False)
    ada.opens("/tickets/")

    ada.page.locator("[data-palette]:visible").click()
    ada.page.locator("main input[name=q]").fill("palettenh")
    ada.page.keyboard.press("Enter")
    ada.follows("Palettenhubwagen quietscht")

    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Palettenhubwagen quietscht")


def test_keys_stay_letters_while_the_palette_is_open(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")

    ada.page.keyboard.press("Control+k")
    ada.page.keyboard.type("nrias?")

    expect(palette(ada).get_by_role("combobox")).to_have_value("nrias?")
    expect(ada.page.locator("#shortcuts")).to_be_hidden()
    ada.page.keyboard.press("Control+k")
    expect(palette(ada)).to_be_hidden()
    ada.page.keyboard.press("?")
    expect(ada.page.locator("#shortcuts")).to_be_visible()
