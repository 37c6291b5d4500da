"""A ticket saved as PDF: asked for, waited for, fetched; the PDF itself is looked at in `test_printing`."""

import pytest
from django.core.files.base import ContentFile

from exports.choices import State
from exports.making import Product
from exports.models import Export
from exports.ordering import order
from exports.tasks import make_export
from tests.making import make_ticket
from tickets.actions.deleting import delete, purge
from tickets.actions.editing import redact
from tickets.actions.merging import merge
from tickets.actions.replying import reply

CHOSEN = {"variant": "internal", "language": "de"}


def draw(export, progress):
    """A PDF without the time it takes."""
    progress(1, 3)
    return Product(ContentFile(b"%PDF-1.7 " + export.ask["variant"].encode()), "Ticket-1.pdf", "application/pdf")


@pytest.fixture(autouse=True)
def quick(settings):
    settings.EXPORT_MAKERS = {"ticket_pdf": "tests.tickets.views.test_pdfs.draw"}


@pytest.fixture
def ticket(carla):
    return make_ticket(carla)


@pytest.fixture
def path(ticket):
    return f"/tickets/{ticket.pk}/pdfs/"


@pytest.mark.spec("CP-14", "CP-15")
def test_an_agent_asks_waits_and_fetches(path, ticket, ada, desk, read, django_capture_on_commit_callbacks):
    assert f'href="{path}"' in read(desk.get(f"/tickets/{ticket.pk}/"))
    assert "Internal: everything" in read(desk.get(path))

    page = desk.post(path, CHOSEN)["Location"]
    waits = read(desk.get(page))
    part = read(desk.get(page, headers={"hx-request": "true"}))
    export = Export.objects.get()
    early = desk.get(f"{page}file/")
    make_export(export.pk)
    ready, file = read(desk.get(page)), desk.get(f"{page}file/")

    assert page == f"{path}{export.pk}/"
    assert "Your PDF waits for its turn" in waits
    assert '<meta http-equiv="refresh" content="2">' in waits
    assert (f'hx-get="{page}" hx-trigger="every 1s"' in part, "<html" in part) == (True, False)
    assert early.status_code == 404
    asks = f'hx-get="{page}"'
    assert ("Your PDF is ready" in ready, "http-equiv" in ready, asks in ready) == (True, False, False)
    assert b"".join(file.streaming_content) == b"%PDF-1.7 internal"
    assert file["Content-Disposition"] == 'attachment; filename="Ticket-1.pdf"'
    assert file["Cache-Control"] == "private, no-store"
    assert "Internal · Deutsch · Ready" in read(desk.get(path))


def test_a_double_click_makes_one(path, desk):
    assert desk.post(path, CHOSEN)["Location"] == desk.post(path, CHOSEN)["Location"]
    assert Export.objects.count() == 1


@pytest.mark.parametrize(
    "chosen", [{"language": "de"}, {"variant": "secret", "language": "de"}, {"variant": "public", "language": "xx"}]
)
def test_a_wrong_choice_gets_a_clear_answer(path, desk, chosen):
    assert (desk.post(path, chosen).status_code, Export.objects.count()) == (422, 0)


def test_nobody_keeps_the_worker_busy_alone(path, ada, desk, read):
    for number in range(10):
        order("ticket_pdf", by=ada, language="de", ask={"number": number})

    answer = desk.post(path, CHOSEN)

    assert (answer.status_code, Export.objects.count()) == (422, 10)
    assert "You are waiting for many files already." in read(answer)


def test_it_is_nobody_elses(path, ticket, ada, ben, desk, at_desk, carla, sam, at_portal):
    page = desk.post(path, CHOSEN)["Location"]
    make_export(Export.objects.get().pk)

    strangers = [at_desk(ben), at_portal(carla.user), at_portal(sam.user)]

    assert {browser.get(address).status_code for browser in strangers for address in (page, f"{page}file/")} == {404}
    assert {browser.post(page).status_code for browser in strangers} == {404}
    assert at_portal(sam.user).get(path).status_code == 404
    assert page not in at_desk(ben).get(path).content.decode()


def test_what_failed_says_why_and_is_tried_again(path, desk, read):
    page = desk.post(path, CHOSEN)["Location"]
    Export.objects.update(state=State.FAILED, error="The file could not be made because of an error in the program.\nValueError")

    failed = read(desk.get(page))
    again = desk.post(page)

    assert "could not be made because of an error" in failed
    assert "ValueError" in failed
    assert (again["Location"], Export.objects.get().state) == (page, State.QUEUED)


def test_when_the_ticket_is_gone_so_is_its_pdf(path, ticket, ada, desk):
    page = desk.post(path, CHOSEN)["Location"]
    make_export(Export.objects.get().pk)

    delete(ticket, by=ada)

    assert desk.get(f"{page}file/").status_code == 404
    purge(ticket, by=ada)
    assert not Export.objects.exists()


def test_redacted_words_stay_in_no_pdf(path, ticket, ada, desk):
    message = reply(ticket, by=ada, html="<p>Secret</p>")
    page = desk.post(path, CHOSEN)["Location"]
    make_export(Export.objects.get().pk)

    redact(message, by=ada, html="<p>…</p>", seen=0)

    assert desk.get(f"{page}file/").status_code == 404


def test_of_a_merged_ticket_it_is_the_hosts(path, ticket, carla, ada, desk):
    host = make_ticket(carla)
    merge(ticket, into=host, by=ada)

    page = desk.post(path, CHOSEN)["Location"]

    assert page.startswith(f"/tickets/{host.pk}/pdfs/")
    assert Export.objects.get().topic == host.topic


@pytest.mark.spec("RB-15")
def test_a_customer_gets_the_public_one(path, ticket, carla, at_portal, read):
    portal = at_portal(carla.user)
    assert f'href="{path}"' in read(portal.get(f"/tickets/{ticket.pk}/"))
    assert "For whom" not in read(portal.get(path))

    page = portal.post(path, CHOSEN)["Location"]
    make_export(Export.objects.get().pk)

    assert "Your PDF is ready" in read(portal.get(page))
    assert b"".join(portal.get(f"{page}file/").streaming_content) == b"%PDF-1.7 public"
