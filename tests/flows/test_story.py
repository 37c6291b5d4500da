"""A mail becomes a ticket, is answered, and is seen in the portal; Globex sees nothing of it."""

import re
import time

import pytest

from accounts.models import User
from notifications.models import Letter, Ring
from tests.conftest import the
from tests.flows.house import House, Somebody, eventually
from tickets.choices import Category
from tickets.models import IncomingMail, Message, Ticket


@pytest.mark.spec("CP-8", "CP-41")
def test_a_mail_is_a_ticket_within_ten_seconds_and_the_sender_knows(house: House) -> None:
    somebody = house.somebody()
    began = time.monotonic()

    house.post(mail := somebody.writes(subject="Aufzug steht"))
    letter = house.letter_to(somebody.address)

    assert time.monotonic() - began < 10
    ticket = Ticket.objects.get(requester__email=somebody.address)
    assert ticket.subject == "Aufzug steht"
    assert letter["Subject"] == f"Re: Aufzug steht [#{ticket.pk}]"
    assert letter["In-Reply-To"] == mail["Message-ID"]
    assert letter["From"].addresses[0].addr_spec == "support@acme.example"


@pytest.mark.spec(
    "CP-10",
    "CP-36",
    "CP-54",
    "T24-42",
    "T24-47",
    "T24-49",
    "T24-50",
    "T24-54",
    "T24-55",
    "T24-56",
    "T24-57",
    "RB-15",
    "RB-17",
    "BR-10",
)
def test_the_whole_story(house: House, ada: User, carla: User) -> None:
    desk, portal = house.browser("acme.localhost"), house.browser("portal.acme.localhost")
    carlas = customer(carla.email)
    desk.sign_in(ada.email)

    # A mail becomes a ticket; Ada takes it, writes a note and an answer with a file.
    house.post(mail := carlas.writes(subject="Heizung kalt", text="Kein warmes Wasser."))
    house.letter_to(carla.email)
    number = Ticket.objects.get(requester__email=carla.email).pk
    page = f"/tickets/{number}/"
    assert "Heizung kalt" in desk.get("/tickets/").text
    assert desk.submit(f"{page}claim/", at=page).status == 302
    assert (
        desk.submit(
            f"{page}notes/", at=page, body="geheim: Mieter zahlt nicht", files={"attachments": ("notiz.txt", b"geheim")}
        ).status
        == 302
    )
    files = {"attachments": ("Anleitung.pdf", PDF)}
    assert desk.submit(f"{page}replies/", at=page, body="Bitte entlüften.", then="waiting_customer", files=files).status == 302

    # One letter, below Carla's own mail, without a trace of the note.
    letter = house.letter_to(carla.email, number=2)
    received = house.letters_to(carla.email)[0]
    assert letter["In-Reply-To"] == mail["Message-ID"]
    assert mail["Message-ID"] in letter["References"]
    assert "Bitte entlüften." in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    assert [(file.get_filename(), file.get_content()) for file in letter.iter_attachments()] == [("Anleitung.pdf", PDF)]
    for sent in (received, letter):
        assert not re.search(b"geheim|notiz", sent.as_bytes())

    # Carla answers by mail: the quotation is folded away, the ticket is open again, Ada's bell rings.
    text = "Hat geholfen, aber es tropft.\n\nAm 21.11.2026 um 12:00 schrieb Acme:\n> Bitte entlüften."
    house.post(carlas.answers(letter, text=text))
    answer = eventually(lambda: Message.objects.filter(ticket=number, text__contains="tropft").first())
    assert answer.text == "Hat geholfen, aber es tropft."
    assert "Bitte entlüften." in answer.quoted_html
    assert Ticket.objects.get(pk=number).status.category == Category.OPEN
    assert Ring.objects.filter(user=ada, topic=f"ticket:{number}", text__contains="Carla Sommer answered").exists()
    assert f"#{number}" in desk.get("/bell/").text

    # In the portal she sees the conversation, answers with a photo, and opens another ticket.
    portal.sign_in(carla.email)
    seen = portal.get(page)
    assert all(words in seen.text for words in ("Kein warmes Wasser.", "Bitte entlüften.", "tropft"))
    assert "geheim" not in seen.text
    assert portal.submit(f"{page}answers/", at=page, body="Siehe Foto.", files={"attachments": ("Foto.png", PNG)}).status == 302
    photo = Message.objects.get(ticket=number, text="Siehe Foto.").attachments.get()
    assert portal.get(f"/attachments/{photo.pk}/").content == PNG
    assert portal.submit("/tickets/new/", at="/tickets/new/", subject="Licht im Flur", body="Defekt.").status == 302
    assert "Licht im Flur" in portal.get("/").text
    house.letter_to(carla.email, number=3)

    # Ada closes; Carla is told, by letter and in the portal.
    assert desk.submit(f"{page}closing/", at=page).status == 302
    done = house.letter_to(carla.email, number=4)
    assert f"[#{number}]" in done["Subject"]
    assert "Closed" in portal.get(page).text
    assert len(house.letters_to(carla.email)) == 4

    assert_globex_sees_nothing(house, number, photo.pk, portal_cookies=portal.cookies, desk_cookies=desk.cookies)


def assert_globex_sees_nothing(
    house: House, number: int, photo: int, *, portal_cookies: dict[str, str], desk_cookies: dict[str, str]
) -> None:
    """By no address, cookie, link, mail or file name."""
    gina, colleague = house.browser("portal.globex.localhost"), house.browser("globex.localhost")
    assert gina.sign_in("gina@kunde.example").status == 302
    assert colleague.sign_in("ada@globex.example").status == 302
    for path in (f"/tickets/{number}/", f"/attachments/{photo}/"):
        assert (gina.get(path).status, colleague.get(path).status) == (404, 404)
    assert "Heizung kalt" not in colleague.get("/tickets/").text + gina.get("/").text
    for host, cookies in (("portal.globex.localhost", portal_cookies), ("globex.localhost", desk_cookies)):
        borrowed = house.browser(host)
        borrowed.cookies = dict(cookies)
        assert borrowed.get(f"/tickets/{number}/").status == 302
    with the("globex"):
        assert (
            Ticket.objects.count(),
            Letter.objects.count(),
            IncomingMail.objects.filter(sender__startswith="carla").count(),
        ) == (
            Ticket.objects.filter(subject="(no subject)").count(),
            0,
            0,
        )


@pytest.mark.spec("B-3")
def test_a_letter_of_acme_answered_to_globex_joins_nothing_there(house: House) -> None:
    somebody = house.somebody()
    house.post(somebody.writes())
    letter = house.letter_to(somebody.address)

    house.post(somebody.answers(letter, text="Wrong address"), to="support@globex.example")

    house.letter_to(somebody.address, number=2)
    assert Message.objects.filter(contact__email=somebody.address).count() == 1
    with the("globex"):
        assert Ticket.objects.get(requester__email=somebody.address).messages.count() == 1


def customer(address: str) -> Somebody:
    return Somebody(address)


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
