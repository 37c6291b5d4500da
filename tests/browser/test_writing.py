"""The editor of the composers, where there is script."""

import pytest
from playwright.sync_api import Locator, expect

from customers.models import Contact
from tests.browser.person import Person
from tests.flows.test_story import PNG
from tests.making import make_ticket
from tickets.actions.canning import can
from tickets.models import CannedReply, Ticket


@pytest.fixture
def ticket(carlas_contact: Contact) -> Ticket:
    return make_ticket(carlas_contact, subject="Schreiben")


def editor_of(composer: Locator) -> Locator:
    """Comes with the first click into the field."""
    composer.locator("textarea").evaluate("area => area.focus()")
    composer.locator("trix-editor").click()
    return composer.locator("trix-editor")


def test_marks_travel_and_the_toolbar_speaks_german(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    reply = ada.composer("Reply (e-mail to the customer)")

    editor_of(reply).press_sequentially("Bitte ")
    reply.get_by_role("button", name=ada.reads("Bold")).click()
    ada.page.keyboard.type("sofort")
    ada.page.keyboard.press("Control+Enter")

    expect(ada.page.locator(".message-public strong")).to_have_text("sofort")
    assert "<strong>sofort</strong>" in ticket.messages.get(kind="public", contact=None).html


def test_what_was_typed_before_the_editor_came_stays(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    note = ada.composer("Internal note")
    ada.page.evaluate("document.querySelector('#internal-body').value = 'Früh <getippt>'")

    expect(editor_of(note)).to_have_text("Früh <getippt>")


def test_a_pasted_picture_is_sent_within_the_text(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    editor = editor_of(ada.composer("Reply (e-mail to the customer)"))

    editor.evaluate(
        """(editor, bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "plan.png", { type: "image/png" }));
            editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        list(PNG),
    )
    expect(editor.locator("img[src^='/attachments/']")).to_have_count(1)
    ada.send_button().click()

    expect(ada.page.locator(".message-public .message-body img")).to_have_count(1)
    assert [file.is_inline for file in ticket.messages.get(kind="public", contact=None).attachments.all()] == [True]


def test_the_key_of_a_composer_puts_the_cursor_into_it(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    for key, label in (("r", "Reply (e-mail to the customer)"), ("n", "Internal note")):
        ada.page.keyboard.press(key)
        editor = ada.composer(label).locator("trix-editor")
        expect(editor).to_be_focused()
        ada.page.keyboard.type("Hallo")
        expect(editor).to_have_text("Hallo")
        ada.page.evaluate("document.activeElement.blur()")


TWO_PARAGRAPHS = "<p>Guten Tag {contact},</p>\n<p>wir kommen.<br>\nAda</p>"


def test_a_canned_reply_is_searched_put_in_and_changed(ada: Person, ticket: Ticket) -> None:
    can(CannedReply(), name="Unterwegs", html=TWO_PARAGRAPHS, team=None, is_active=True)
    ada.opens(f"/tickets/{ticket.pk}/")
    reply = ada.composer("Reply (e-mail to the customer)")
    editor = editor_of(reply)

    reply.locator("summary", has=ada.page.locator("[href$='#message-square-text']")).click()
    expect(reply.locator("[data-first-found]")).to_be_focused()
    ada.page.keyboard.type("unterw")
    expect(reply.locator(".canned-found .menu-item")).to_have_count(1)
    ada.page.keyboard.press("Enter")
    expect(editor).to_contain_text("wir kommen.")
    editor.press("End")
    ada.page.keyboard.type(" Bald.")
    ada.send_button().click()

    expect(ada.page.locator(".message-public")).to_contain_text("wir kommen.")
    assert ticket.messages.get(kind="public", contact=None).text == "Guten Tag Carla Sommer,\n\nwir kommen.\nAda Bald."
    CannedReply.objects.all().delete()


def test_a_draft_with_marks_comes_back(ada: Person, ticket: Ticket) -> None:
    ada.opens(f"/tickets/{ticket.pk}/")
    note = ada.composer("Internal note")
    editor_of(note)
    note.get_by_role("button", name=ada.reads("Bold")).click()
    ada.page.keyboard.type("Wichtig")

    ada.page.reload()

    expect(ada.page.locator("#internal-body")).to_have_value("Wichtig")
    expect(editor_of(ada.composer("Internal note")).locator("strong")).to_have_text("Wichtig")
