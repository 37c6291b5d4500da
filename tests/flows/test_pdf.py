"""A ticket as PDF, from the click to the file; whoever dies meanwhile, it is made once."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from accounts.models import User
from exports.choices import State
from exports.models import Export
from tests.flows.browser import Browser
from tests.flows.house import House, Somebody
from tickets.models import Ticket

#: Enough that somebody can come in between.
LONG = "\n\n".join(f"Paragraph {number}: it burns, and it has burned before." for number in range(400))


@pytest.fixture
def desk(house: House, ada: User) -> Browser:
    desk = house.browser("acme.localhost")
    desk.sign_in(ada.email)
    return desk


def ticket_of(house: House, somebody: Somebody) -> Ticket:
    house.post(somebody.writes(text=LONG))
    house.eventually(lambda: Ticket.objects.filter(requester__email=somebody.address).exists())
    return Ticket.objects.get(requester__email=somebody.address)


def ordered(desk: Browser, ticket: Ticket) -> tuple[str, Export]:
    pdfs = f"/tickets/{ticket.pk}/pdfs/"
    answers = [desk.submit(pdfs, at=pdfs, variant="public", language="de") for _click in range(2)]
    assert [answer.status for answer in answers] == [302, 302]
    page = str(answers[0].headers["Location"])
    assert page == answers[1].headers["Location"]
    return page, Export.objects.get(topic=ticket.topic)


def state_of(export: Export) -> str:
    return Export.objects.get(pk=export.pk).state


def files() -> set[Path]:
    return set((Path(settings.MEDIA_ROOT) / "acme/export").rglob("*.pdf"))


@pytest.mark.spec("CP-14", "CP-15")
def test_asked_for_made_and_fetched(house: House, desk: Browser) -> None:
    ticket = ticket_of(house, house.somebody())

    page, export = ordered(desk, ticket)
    house.eventually(lambda: state_of(export) == State.READY)

    assert "Your PDF is ready" in desk.get(page).text
    file = desk.get(f"{page}file/")
    assert (file.status, file.headers["Content-Type"]) == (200, "application/pdf")
    pdf = PdfReader(BytesIO(file.content))
    assert (pdf.trailer["/Root"]["/Lang"], pdf.metadata and pdf.metadata.title) == ("de", f"#{ticket.pk} Printer on fire")
    assert "Paragraph 399: it burns" in pdf.pages[-1].extract_text() + pdf.pages[-2].extract_text()


@pytest.mark.parametrize("victim", ["process", "worker"])
def test_a_worker_dies_in_the_middle_and_it_is_made_once(house: House, desk: Browser, victim: str) -> None:
    ticket = ticket_of(house, house.somebody())
    before = files()
    page, export = ordered(desk, ticket)
    house.eventually(lambda: state_of(export) == State.MAKING)

    house.kill(victim)
    assert state_of(export) == State.MAKING
    house.revive(victim)

    house.eventually(lambda: state_of(export) == State.READY)
    assert Export.objects.get(pk=export.pk).attempts == 2
    assert len(files() - before) == 1
    assert desk.get(f"{page}file/").status == 200


def test_a_dead_broker_only_makes_it_late(house: House, desk: Browser) -> None:
    ticket = ticket_of(house, house.somebody())
    house.kill("valkey")

    _page, export = ordered(desk, ticket)
    assert state_of(export) == State.QUEUED
    house.revive("valkey")

    house.eventually(lambda: state_of(export) == State.READY)
    assert Export.objects.get(pk=export.pk).attempts == 1
