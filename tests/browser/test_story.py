"""An e-mail becomes a ticket, is answered, and is seen in the portal: with the hands and eyes of Ada and Mina."""

import re
import smtplib  # noqa: TID251 -- this is a customer's mail program
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.flows.building import give_password
from tests.flows.house import House, Somebody, eventually
from tests.flows.test_story import PDF, PNG
from tests.making import make_customer
from tickets.choices import Category

SUBJECT = "Kein warmes Wasser in der Lindenstraße 12"


MINA = "mina@kunde.example"


@pytest.fixture
def mina(house: House, visit: Visit) -> Person:
    """A customer with a login, whom nobody wrote to before."""
    person = visit("portal.acme.localhost")
    person.user = make_customer(MINA, name="Mina Winter", language="de").user
    give_password(person.user)
    return person


@pytest.mark.spec("RB-6", "RB-15", "RB-17", "BR-10", "BR-16", "CP-8", "CP-10", "CP-36", "CP-54")
@pytest.mark.spec("T24-42", "T24-47", "T24-49", "T24-50", "T24-54", "T24-55", "T24-57")
def test_a_mail_is_answered_and_the_customer_follows_it_in_the_portal(house: House, ada: Person, mina: Person) -> None:
    minas = Somebody(MINA)

    # Mina's mail is in Ada's queue within ten seconds; a click on its title opens it.
    send(house, mail := minas.writes(subject=SUBJECT, text="Seit gestern Abend ist alles kalt."))
    ada.opens("/tickets/?queue=unassigned")
    in_queue = ada.page.get_by_role("link", name=SUBJECT)
    eventually(lambda: in_queue.count() or not ada.page.reload(), within=10, pause=0.5)
    in_queue.click()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text(SUBJECT)
    ada.sees("Seit gestern Abend ist alles kalt.")
    number = ada.number()

    # Ada takes it, writes a note, and answers with a file.
    ada.page.get_by_role("button", name="Annehmen").click()
    expect(ada.page.get_by_role("button", name="Annehmen")).to_have_count(0)
    note = ada.composer("Internal note")
    ada.writes("Die Mieterin ist geheimniskrämerisch.", into=note)
    ada.presses("Save note")
    expect(ada.page.locator(".message-internal")).to_contain_text("geheimniskrämerisch")
    reply = ada.composer("Reply (e-mail to the customer)")
    ada.writes("Bitte entlüften Sie den Heizkörper im Bad.", into=reply)
    ada.attaches(("Anleitung.pdf", "application/pdf", PDF), within=reply)
    ada.send_button().click()
    expect(ada.page.locator(".message-public")).to_contain_text("Bitte entlüften Sie den Heizkörper im Bad.")

    # Mina's mailbox holds one answer below her own mail, without a trace of the note.
    letter = eventually(lambda: letters_about(house, number)[1:])[0]
    assert letter["In-Reply-To"] == mail["Message-ID"]
    assert [(file.get_filename(), file.get_content()) for file in letter.iter_attachments()] == [("Anleitung.pdf", PDF)]
    assert not re.search(b"geheim", b"".join(sent.as_bytes() for sent in letters_about(house, number)))

    # She answers by mail: the bell rings, the ticket is open again, what she quoted is folded away.
    ada.opens("/contacts/")
    rung = bell_count(ada)
    text = "Hat geholfen, aber es tropft.\n\nAm 21.11.2026 um 12:00 schrieb Acme:\n> Bitte entlüften Sie den Heizkörper."
    send(house, minas.answers(letter, text=text))
    eventually(lambda: ada.page.reload() and bell_count(ada) > rung, within=15, pause=0.5)
    ada.opens("/tickets/?queue=mine")
    ada.follows(SUBJECT)
    ada.sees("Hat geholfen, aber es tropft.")
    expect(ada.page.locator("#ticket-head .status")).to_have_text(ada.reads(Category.OPEN.label))
    quoted = ada.page.locator(".message-quoted").last
    expect(quoted.get_by_text("Bitte entlüften Sie den Heizkörper.")).to_be_hidden()
    quoted.locator("summary").click()
    expect(quoted.get_by_text("Bitte entlüften Sie den Heizkörper.")).to_be_visible()

    # Mina signs in at the portal, reads everything but the note, answers with a photo, and asks something else.
    mina.opens("/")
    mina.signs_in()
    mina.follows(SUBJECT)
    mina.sees("Seit gestern Abend ist alles kalt.")
    mina.sees("Bitte entlüften Sie den Heizkörper im Bad.")
    mina.sees_nothing_of("geheim")
    mina.page.locator("#answer textarea").fill("So sieht es aus.")
    mina.attaches(("Foto.png", "image/png", PNG), within=mina.page.locator("#answer"))
    mina.presses("Send answer")
    mina.sees("So sieht es aus.")
    mina.sees("Foto.png")
    mina.opens("/")
    mina.follows(mina.reads("Create ticket"))
    mina.types("Licht im Flur", into="What is it about?")
    mina.presses("Send")
    expect(mina.page.get_by_role("heading", level=1)).to_have_text("Licht im Flur")
    mina.opens("/")
    mina.sees("Licht im Flur")

    # Ada closes; Mina is told, by letter and in the portal.
    ada.page.reload()
    ada.sees("So sieht es aus.")
    ada.page.locator(".closing > summary").click()
    ada.presses("Close ticket")
    expect(ada.page.locator("#ticket-head .status")).to_have_text(ada.reads(Category.CLOSED.label))
    eventually(lambda: letters_about(house, number)[2:])
    mina.opens(f"/tickets/{number}/")
    expect(mina.page.locator("main .status").first).to_have_text("Geschlossen")


def send(house: House, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", house.smtp_port) as server:
        server.send_message(mail)


def bell_count(person: Person) -> int:
    count = person.page.locator("#bell .rail-count")
    return int(count.inner_text().split()[0]) if count.count() else 0


def letters_about(house: House, number: int) -> list[EmailMessage]:
    """In Mina's mailbox."""
    return [letter for letter in house.letters_to(MINA) if f"[#{number}]" in letter["Subject"]]
