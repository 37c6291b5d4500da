"""A mail becomes a ticket, is answered, and is seen in the portal; Globex sees nothing of it."""

import re
import time
from dataclasses import dataclass
from email.message import EmailMessage

import pytest

from accounts.models import User
from notifications.models import Letter, Ring
from tests.conftest import the
from tests.flows.browser import Browser
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


@dataclass
class Story:
    """Carla of Kunde and Ada of Acme, and their browsers."""

    house: House
    ada: User
    carla: User
    desk: Browser
    portal: Browser
    number: int = 0
    photo: int = 0

    @property
    def page(self) -> str:
        return f"/tickets/{self.number}/"


@pytest.mark.spec("CP-10", "CP-36", "CP-54", "T24-42", "T24-47", "T24-49", "T24-50", "T24-54")
@pytest.mark.spec("T24-55", "T24-56", "T24-57", "RB-15", "RB-17", "BR-10")
def test_the_whole_story(house: House, ada: User, carla: User) -> None:
    story = Story(house, ada, carla, desk=house.browser("acme.localhost"), portal=house.browser("portal.acme.localhost"))
    assert story.desk.sign_in(ada.email).status == 302
    assert story.portal.sign_in(carla.email).status == 302

    mail = carla_writes(story)
    ada_takes_it_notes_and_answers(story)
    letter = carla_gets_one_letter_below_her_own(story, mail)
    carla_answers_by_mail(story, letter)
    carla_answers_in_the_portal_and_asks_again(story)
    ada_closes(story)
    globex_sees_nothing(story)


def carla_writes(story: Story) -> EmailMessage:
    mail = Somebody(story.carla.email).writes(subject="Heizung kalt", text="Kein warmes Wasser.")
    story.house.post(mail)
    story.house.letter_to(story.carla.email)
    story.number = Ticket.objects.get(requester__email=story.carla.email).pk
    return mail


def ada_takes_it_notes_and_answers(story: Story) -> None:
    desk, page = story.desk, story.page
    assert "Heizung kalt" in desk.get("/tickets/").text
    assert desk.submit(f"{page}claim/", at=page).status == 302
    secret = {"attachments": ("notiz.txt", b"geheim")}
    assert desk.submit(f"{page}notes/", at=page, files=secret, body="geheim: Mieter zahlt nicht").status == 302
    manual = {"attachments": ("Anleitung.pdf", PDF)}
    assert desk.submit(f"{page}replies/", at=page, files=manual, body="Bitte entlüften.", then="waiting_customer").status == 302


def carla_gets_one_letter_below_her_own(story: Story, mail: EmailMessage) -> EmailMessage:
    """And no trace of the note."""
    letter = story.house.letter_to(story.carla.email, number=2)
    assert letter["In-Reply-To"] == mail["Message-ID"]
    assert mail["Message-ID"] in letter["References"]
    words = letter.get_body(("plain",))
    assert words is not None
    assert "Bitte entlüften." in words.get_content()
    assert [(file.get_filename(), file.get_content()) for file in letter.iter_attachments()] == [("Anleitung.pdf", PDF)]
    for sent in story.house.letters_to(story.carla.email):
        assert not re.search(b"geheim|notiz", sent.as_bytes())
    return letter


def carla_answers_by_mail(story: Story, letter: EmailMessage) -> None:
    """The quotation is folded away, the ticket is open again, Ada's bell rings."""
    text = "Hat geholfen, aber es tropft.\n\nAm 21.11.2026 um 12:00 schrieb Acme:\n> Bitte entlüften."
    story.house.post(Somebody(story.carla.email).answers(letter, text=text))
    answer = eventually(lambda: Message.objects.filter(ticket=story.number, text__contains="tropft").first())
    assert answer is not None
    assert (answer.text, "Bitte entlüften." in answer.quoted_html) == ("Hat geholfen, aber es tropft.", True)
    assert Ticket.objects.get(pk=story.number).status.category == Category.OPEN
    rings = Ring.objects.filter(user=story.ada, topic=f"ticket:{story.number}")
    assert rings.filter(text__contains="Carla Sommer answered").count() == 1
    assert f"#{story.number}" in story.desk.get("/bell/").text


def carla_answers_in_the_portal_and_asks_again(story: Story) -> None:
    portal, page = story.portal, story.page
    seen = portal.get(page).text
    assert [words in seen for words in ("Kein warmes Wasser.", "Bitte entlüften.", "tropft", "geheim")] == [
        True,
        True,
        True,
        False,
    ]
    assert portal.submit(f"{page}answers/", at=page, body="Siehe Foto.", files={"attachments": ("Foto.png", PNG)}).status == 302
    story.photo = Message.objects.get(ticket=story.number, text="Siehe Foto.").attachments.get().pk
    assert portal.get(f"/attachments/{story.photo}/").content == PNG
    assert portal.submit("/tickets/new/", at="/tickets/new/", subject="Licht im Flur", body="Defekt.").status == 302
    assert "Licht im Flur" in portal.get("/").text
    story.house.letter_to(story.carla.email, number=3)


def ada_closes(story: Story) -> None:
    """Carla is told, by letter and in the portal."""
    assert story.desk.submit(f"{story.page}closing/", at=story.page).status == 302
    done = story.house.letter_to(story.carla.email, number=4)
    assert f"[#{story.number}]" in done["Subject"]
    assert "Closed" in story.portal.get(story.page).text
    assert len(story.house.letters_to(story.carla.email)) == 4


def globex_sees_nothing(story: Story) -> None:
    """By no address, cookie, link, mail or file name."""
    gina, colleague = story.house.browser("portal.globex.localhost"), story.house.browser("globex.localhost")
    assert (gina.sign_in(GINA).status, colleague.sign_in("ada@globex.example").status) == (302, 302)
    for path in (story.page, f"/attachments/{story.photo}/"):
        assert (gina.get(path).status, colleague.get(path).status) == (404, 404)
    assert "Heizung kalt" not in colleague.get("/tickets/").text + gina.get("/").text
    for host, owner in (("portal.globex.localhost", story.portal), ("globex.localhost", story.desk)):
        borrowed = story.house.browser(host)
        borrowed.cookies = dict(owner.cookies)
        assert borrowed.get(story.page).status == 302
    with the("globex"):
        assert not Ticket.objects.filter(requester__email=story.carla.email).exists()
        assert not Letter.objects.filter(to_address=story.carla.email).exists()
        assert not IncomingMail.objects.filter(sender=story.carla.email).exists()


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


GINA = "gina@kunde.example"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
