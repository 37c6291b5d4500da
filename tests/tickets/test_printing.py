"""A ticket on paper, drawn by the real renderer: once for us and once for the customer, looked at by all tests of this module."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from exports.choices import State
from exports.making import make
from exports.models import Export
from tenants.divisions.models import Division
from tests.conftest import the
from tests.making import make_customer, make_staff, make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.claiming import claim
from tickets.actions.deleting import delete
from tickets.actions.inviting import invite
from tickets.actions.noting import note
from tickets.actions.ordering import order_pdf
from tickets.actions.replying import reply
from tickets.choices import Variant
from tickets.models import Effort, Message, Ticket
from tickets.printing import NOT_YOURS

ROWS = 80
HOSTILE = '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png"><img src="/attachments/999/"><a href="https://a.example">link</a>'
TABLE = "".join(f"<tr><td>{number}</td><td>Zähler {number}</td></tr>" for number in range(ROWS))


def picture(colour: str) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), colour).save(drawn, "PNG")
    return drawn.getvalue()


@dataclass(frozen=True)
class Paper:
    export: Export
    pdf: PdfReader
    text: str

    def tags(self) -> list[str]:
        return [str(element["/S"]) for element in self.elements()]

    def elements(self) -> Iterator[Any]:
        """The structure tree, as a screen reader walks it."""
        pending = [self.pdf.trailer["/Root"]["/StructTreeRoot"]]
        while pending:
            element = pending.pop().get_object()
            if not isinstance(element, dict):
                continue
            if "/S" in element:
                yield element
            kids = element.get("/K", [])
            kids = kids.get_object() if hasattr(kids, "get_object") else kids
            pending.extend(reversed([kid for kid in (kids if isinstance(kids, list) else [kids]) if hasattr(kid, "get_object")]))


def printed(ticket: Ticket, *, by: Any, variant: Variant, language: str) -> Paper:
    export = order_pdf(ticket, by=by, variant=variant, language=language)
    make(export.pk)
    export.refresh_from_db()
    assert export.error == ""
    pdf = PdfReader(BytesIO(export.file.read()))
    return Paper(export, pdf, " ".join(" ".join(page.extract_text() for page in pdf.pages).split()))


@pytest.fixture(scope="module")
def papers(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Paper]]:
    with django_db_blocker.unblock(), the("acme"), transaction.atomic():
        yield _papers()
        transaction.set_rollback(True)


def _papers() -> dict[str, Paper]:
    ada, carla = make_staff("ada@acme.example", name="Ada Lovelace"), make_customer("carla@kunde.example", name="Carla Sommer")
    division = Division.objects.get()
    division.logo.save("logo.png", BytesIO(picture("teal")))
    files = [Upload("plan.png", picture("red"), content_id="plan", is_inline=True), Upload("Foto.png", picture("blue"))]
    ticket = make_ticket(
        carla, subject="Öl läuft aus " + "ü" * 180, body='<h1>Hilfe</h1><li>lose</li><img src="cid:plan">', attachments=files
    )
    Message.objects.filter(ticket=ticket).update(
        html=Message.objects.get(ticket=ticket).html + f"{HOSTILE}<table>{TABLE}</table>", created_at=timezone.now()
    )
    claim(ticket, by=ada)
    reply(ticket, by=ada, html="<p>Wir kommen. שלום 😀 󠿿</p>")
    note(ticket, by=ada, html="<p>Bring water</p>", attachments=[Upload("Secret.png", picture("black"))])
    invite(ticket, by=ada, addresses=["landlord@house.example"])
    Effort.objects.create(ticket=ticket, person=ada, on="2026-11-20", hours="2.75", note="Drive", is_billable=True)
    Ticket.objects.filter(pk=ticket.pk).update(report="Seal was broken", solution="New seal", hours="1.25")
    return {
        "internal": printed(ticket, by=ada, variant=Variant.INTERNAL, language="en"),
        "public": printed(ticket, by=ada, variant=Variant.PUBLIC, language="de"),
        "customer": printed(ticket, by=carla.user, variant=Variant.INTERNAL, language="de"),
    }


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


@pytest.mark.spec("CP-14", "CP-15")
def test_it_is_accessible(papers: dict[str, Paper]) -> None:
    """PDF/UA-1: tagged, with language, title, an outline of headings and words for every picture."""
    for name, language in (("internal", "en"), ("public", "de")):
        paper = papers[name]
        root = paper.pdf.trailer["/Root"]
        assert re.search(rb"pdfuaid:part[^>]*>1<|pdfuaid:part=.1", root["/Metadata"].get_data())
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
            language,
            True,
            True,
        )
        assert paper.pdf.metadata.title.startswith(f"#{paper.export.ask['number']} Öl läuft aus üüü")
        headings = [int(tag[2]) for tag in paper.tags() if tag in ("/H1", "/H2", "/H3")]
        assert headings[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(headings))
        assert {str(element["/P"]["/S"]) for element in paper.elements() if element["/S"] == "/LI"} == {"/L"}
        figures = [element for element in paper.elements() if element["/S"] == "/Figure"]
        assert all(str(figure["/Alt"]).strip() for figure in figures)
        assert {font["/Encoding"] for page in paper.pdf.pages for font in _fonts(page)} == {"/Identity-H"}, "a glyph is missing"
        assert {"/Table", "/TR", "/TD", "/P", "/L", "/LI", "/Link"} <= set(paper.tags())


def test_the_internal_one_holds_everything(papers: dict[str, Paper]) -> None:
    text = papers["internal"].text

    words = [
        "Internal – do not pass on",
        "Ada Lovelace",
        "carla@kunde.example",
        "took the ticket",
        "Wir kommen.",
        "Internal note",
    ]
    more = [
        "Bring water",
        "Secret.png",
        "landlord@house.example",
        "Seal was broken",
        "New seal",
        "1.25",
        "Drive",
        f"Zähler {ROWS - 1}",
    ]
    assert [missing for missing in words + more if missing not in text] == []
    assert "Page 1 of " in text


@pytest.mark.spec("RB-15", "CP-15")
def test_what_is_internal_is_on_no_paper_for_customers(papers: dict[str, Paper]) -> None:
    """Whoever prints it, and whatever they asked for."""
    for name in ("public", "customer"):
        text = papers[name].text
        secrets = [
            "Bring water",
            "Secret.png",
            "landlord@house",
            "Seal was broken",
            "1.25",
            "1,25",
            "Drive",
            "Lovelace",
            "angenommen",
            "nicht weitergeben",
        ]
        assert [secret for secret in secrets if secret in text] == []
        assert [
            words for words in ("Wir kommen.", "New seal", "Carla Sommer", "Foto.png", "Zuständig") if words not in text
        ] == []
    assert papers["customer"].export.ask["variant"] == "public"


def test_pictures_are_ours_and_nothing_else_is_fetched(papers: dict[str, Paper]) -> None:
    """The logo, the picture in its place and the one attached; for us besides the one of the note."""

    def colours(paper: Paper) -> set[tuple[int, ...]]:
        return {image.image.convert("RGB").getpixel((3, 3)) for page in paper.pdf.pages for image in page.images}

    teal, red, blue, black = (0, 128, 128), (255, 0, 0), (0, 0, 255), (0, 0, 0)
    assert colours(papers["public"]) == {teal, red, blue}
    assert colours(papers["internal"]) == {teal, red, blue, black}
    assert not any(b"/EmbeddedFile" in page.get_contents().get_data() for page in papers["public"].pdf.pages)
    assert "root:" not in papers["internal"].text


def test_whoever_may_no_longer_see_it_gets_no_paper(ada: Any, carla: Any) -> None:
    ticket = make_ticket(carla)
    export = order_pdf(ticket, by=ada, variant=Variant.INTERNAL, language="de")
    delete(ticket, by=ada)

    make(export.pk)

    export.refresh_from_db()
    assert (export.state, export.error) == (State.FAILED, NOT_YOURS)


def test_its_name_says_what_it_is(papers: dict[str, Paper]) -> None:
    number = papers["internal"].export.ask["number"]

    assert papers["internal"].export.name.startswith(f"Ticket-{number}-öl-läuft-aus-üüü")
    assert papers["internal"].export.content_type == "application/pdf"


def test_the_division_s_logo_stands_for_the_workspace(papers: dict[str, Paper]) -> None:
    alt = [str(element["/Alt"]) for element in papers["public"].elements() if element["/S"] == "/Figure"]

    assert alt[0] == Division.objects.get().name
