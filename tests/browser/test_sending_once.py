"""What is sent twice by an impatient hand is there once, and what was typed is never lost."""

from playwright.sync_api import expect

from accounts.models import User
from customers.models import Contact
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.making import make_ticket
from tickets.models import Message, Ticket


def test_a_double_click_makes_one_ticket(carla: Person) -> None:
    carla.opens("/tickets/new/")
    carla.types("Doppelt hält besser", into="What is it about?")

    carla.button("Send").dblclick()

    expect(carla.page.get_by_role("heading", level=1)).to_have_text("Doppelt hält besser")
    assert Ticket.objects.filter(subject="Doppelt hält besser").count() == 1


def test_going_back_and_sending_again_makes_no_second_ticket(carla: Person) -> None:
    carla.opens("/tickets/new/")
    carla.types("Nur einmal", into="What is it about?")
    carla.presses("Send")
    expect(carla.page.get_by_role("heading", level=1)).to_have_text("Nur einmal")

    carla.page.go_back()
    carla.presses("Send")

    carla.page.wait_for_load_state("networkidle")
    assert Ticket.objects.filter(subject="Nur einmal").count() == 1


def test_without_script_going_back_and_sending_again_sends_no_second_answer(visit: Visit, carlas_contact: Contact) -> None:
    ada = visit("acme.localhost", User.objects.get(email="ada@acme.example"), java_script_enabled=False)
    ticket = make_ticket(carlas_contact, subject="Zurück")
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.composer("Reply (e-mail to the customer)").locator("textarea").fill("Einmal ist genug.")
    ada.send_button().click()
    expect(ada.page.locator(".message-public")).to_have_count(1)

    ada.page.go_back()
    ada.composer("Reply (e-mail to the customer)")
    ada.send_button().click()

    ada.page.wait_for_load_state("networkidle")
    assert Message.objects.filter(ticket=ticket, text="Einmal ist genug.").count() == 1


def test_a_double_click_sends_one_answer(ada: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Zweimal geklickt")
    ada.opens(f"/tickets/{ticket.pk}/")
    reply = ada.composer("Reply (e-mail to the customer)")
    ada.writes("Wir kommen.", into=reply)

    ada.send_button().dblclick()

    expect(ada.page.locator(".message-public")).to_have_count(1)
    assert Message.objects.filter(ticket=ticket, text="Wir kommen.").count() == 1


def test_what_was_sent_is_no_draft_any_more(ada: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Erledigt")
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.writes("Schon gesagt.", into=ada.composer("Internal note"))
    ada.presses("Save note")
    expect(ada.page.locator(".message-internal")).to_contain_text("Schon gesagt.")

    expect(ada.page.locator("#internal-body")).to_have_value("")
    ada.page.reload()
    expect(ada.page.locator("#internal-body")).to_have_value("")


def test_wrong_input_is_shown_in_place_and_keeps_what_was_typed(ada: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Falsche Datei")
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.page.evaluate("window.isStillThisPage = true")
    reply = ada.composer("Reply (e-mail to the customer)")
    ada.writes("Hier das Programm.", into=reply)
    ada.attaches(("setup.exe", "application/octet-stream", b"MZ\x90\x00"), within=reply)

    with ada.page.expect_response(f"**/tickets/{ticket.pk}/replies/") as refused:
        ada.send_button().click()

    assert refused.value.status == 422
    ada.sees(ada.reads("“%(name)s” is a program; programs are not accepted.") % {"name": "setup.exe"})
    expect(ada.page.locator("#public-body")).to_have_value("Hier das Programm.")
    assert ada.page.evaluate("window.isStillThisPage")
    assert ticket.messages.count() == 1


def test_a_ticket_without_a_subject_keeps_its_description(carla: Person) -> None:
    carla.opens("/tickets/new/")
    carla.types("Es riecht nach Gas.", into="Describe it")

    carla.presses("Send")

    carla.sees(carla.reads("Please tell us in a few words what it is about."))
    expect(carla.field("Describe it")).to_have_value("Es riecht nach Gas.")


def test_a_draft_comes_back_after_the_page_was_left(ada: Person, carlas_contact: Contact) -> None:
    ticket = make_ticket(carlas_contact, subject="Entwurf")
    ada.opens(f"/tickets/{ticket.pk}/")
    ada.writes("Noch nicht fertig", into=ada.composer("Internal note"))

    ada.opens("/tickets/")
    ada.opens(f"/tickets/{ticket.pk}/")

    expect(ada.page.locator("#internal-body")).to_have_value("Noch nicht fertig")
