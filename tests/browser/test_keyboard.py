"""Hands stay on the keyboard."""

import pytest
from playwright.sync_api import Locator, expect

from customers.models import Contact
from tests.browser.person import Person
from tests.making import make_ticket
from tickets.actions.noting import note
from tickets.models import Ticket


@pytest.fixture
def tickets(carlas_contact: Contact) -> list[Ticket]:
    return [make_ticket(carlas_contact, subject=f"Taste {number}") for number in (1, 2, 3)]


def test_slash_goes_to_the_search(ada: Person) -> None:
    ada.opens("/tickets/")

    ada.page.keyboard.press("/")

    expect(ada.page.get_by_role("searchbox")).to_be_focused()
    expect(ada.page.get_by_role("searchbox")).to_have_value("")


def test_j_and_k_walk_the_queue_and_enter_opens(ada: Person, tickets: list[Ticket]) -> None:
    ada.opens("/tickets/?queue=unassigned")
    links = ada.page.locator(".queue-link")
    first, second = links.nth(0).inner_text(), links.nth(1).inner_text()

    ada.page.keyboard.press("j")
    ada.page.keyboard.press("j")
    expect(focused(ada)).to_have_text(second)
    ada.page.keyboard.press("k")
    expect(focused(ada)).to_have_text(first)
    ada.page.keyboard.press("Enter")

    expect(ada.page.get_by_role("heading", level=1)).to_have_text(first)


def test_r_answers_and_n_notes(ada: Person, tickets: list[Ticket]) -> None:
    ada.opens(f"/tickets/{tickets[0].pk}/")

    ada.page.keyboard.press("r")
    expect(editor(ada, "public")).to_be_focused()
    ada.page.keyboard.press("Escape")
    ada.page.keyboard.press("n")
    expect(editor(ada, "internal")).to_be_focused()
    ada.page.keyboard.type("n r j ? /")

    expect(editor(ada, "internal")).to_have_text("n r j ? /")
    expect(editor(ada, "public")).to_be_hidden()


def test_a_and_s_go_to_who_and_where_and_control_enter_saves(ada: Person, tickets: list[Ticket]) -> None:
    ada.opens(f"/tickets/{tickets[0].pk}/")

    ada.page.keyboard.press("a")
    expect(ada.field("Responsible")).to_be_focused()
    ada.field("Responsible").select_option(label="Ben Roth")
    ada.page.keyboard.press("Control+Enter")
    expect(ada.page.locator(".conversation")).to_contain_text("Ben Roth")
    ada.page.keyboard.press("Escape")
    ada.page.keyboard.press("s")

    expect(ada.field("Status")).to_be_focused()


def test_j_and_k_walk_the_messages_of_a_ticket(ada: Person, tickets: list[Ticket]) -> None:
    note(tickets[0], by=tickets[0].requester.user, html="<p>Zwei</p>")
    ada.opens(f"/tickets/{tickets[0].pk}/")

    ada.page.keyboard.press("k")
    expect(focused(ada)).to_contain_text("Zwei")
    ada.page.keyboard.press("k")
    expect(focused(ada)).to_contain_text("It burns.")
    ada.page.keyboard.press("j")
    expect(focused(ada)).to_contain_text("Zwei")


def test_r_on_a_ticket_of_the_queue_opens_it_ready_to_answer(ada: Person, tickets: list[Ticket]) -> None:
    ada.opens("/tickets/?queue=unassigned")

    ada.page.keyboard.press("j")
    subject = focused(ada).inner_text()
    ada.page.keyboard.press("r")

    expect(ada.page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(editor(ada, "public")).to_be_focused()
    assert "#" not in ada.page.url


def test_on_a_narrow_page_s_turns_to_the_column_of_the_status(ada: Person, tickets: list[Ticket]) -> None:
    ada.page.set_viewport_size({"width": 800, "height": 800})
    ada.opens(f"/tickets/{tickets[0].pk}/")

    ada.page.keyboard.press("s")

    expect(ada.field("Status")).to_be_focused()


def test_control_enter_sends(ada: Person, tickets: list[Ticket]) -> None:
    ada.opens(f"/tickets/{tickets[1].pk}/")

    ada.page.keyboard.press("n")
    ada.page.keyboard.type("Ohne Maus.")
    ada.page.keyboard.press("Control+Enter")

    expect(ada.page.locator(".message-internal")).to_contain_text("Ohne Maus.")


def test_the_question_mark_lists_the_keys(ada: Person, tickets: list[Ticket]) -> None:
    ada.opens(f"/tickets/{tickets[0].pk}/")

    ada.page.keyboard.press("?")

    help_ = ada.page.locator("#shortcuts")
    expect(help_).to_be_visible()
    for words in ("Reply (e-mail to the customer)", "Internal note", "Claim", "Status", "Next, previous message", "This help"):
        expect(help_).to_contain_text(ada.reads(words))
    ada.page.keyboard.press("Escape")
    expect(help_).to_be_hidden()


def editor(person: Person, kind: str) -> Locator:
    return person.page.locator(f"[data-kind={kind}] trix-editor")


def focused(person: Person) -> Locator:
    return person.page.locator(":focus")
