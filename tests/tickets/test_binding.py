"""Many tickets on paper: one file, or an archive."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from accounts.models import Role
from exports.choices import State
from exports.making import make
from exports.models import Export
from tests.making import make_ticket
from tickets.actions.deleting import delete
from tickets.actions.noting import note
from tickets.actions.ordering import order_pdfs
from tickets.binding import NOT_YOURS
from tickets.choices import Variant
from tickets.mass.choices import Binding

WORDS = ("stuck", "loud", "dark")


@pytest.fixture
def three(carla, ada):
    found = [make_ticket(carla, subject=f"Lift {name}", body=f"It is {name}.") for name in WORDS]
    note(found[0], by=ada, html="<p>Look at the motor.</p>")
    return found


def printed(tickets, *, by, binding, variant=Variant.PUBLIC):
    export = order_pdfs([ticket.pk for ticket in tickets], by=by, language="de", variant=variant, binding=binding)
    make(export.pk)
    return Export.objects.get(pk=export.pk)


@pytest.mark.spec("CP-12", "CP-13", "C-37")
def test_one_file_holds_them_one_after_the_other_readable_for_everybody(three, ada):
    export = printed(three[::-1], by=ada, binding=Binding.ONE, variant=Variant.INTERNAL)

    pdf = PdfReader(export.file.open("rb"))
    pages = [page.extract_text() for page in pdf.pages]
    named = [[word for word in WORDS if f"Lift {word}" in page] for page in pages]
    assert (export.state, export.done, export.total, export.content_type) == (State.READY, 3, 3, "application/pdf")
    assert named == [[word] for word in WORDS]
    assert "Look at the motor." in pages[0]
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("de", True, True)
    assert all(page["/StructParents"] == number for number, page in enumerate(pdf.pages))


@pytest.mark.spec("CP-12", "CP-13", "C-37")
def test_an_archive_holds_a_file_for_each(three, ada):
    export = printed(three, by=ada, binding=Binding.ZIP)

    archive = ZipFile(BytesIO(export.file.read()))
    texts = {name: PdfReader(BytesIO(archive.read(name))).pages[0].extract_text() for name in archive.namelist()}
    assert list(texts) == [
        f"Ticket-{ticket.pk}-lift-{word}.pdf" for ticket, word in zip(three, ("stuck", "loud", "dark"), strict=True)
    ]
    assert "It is stuck." in texts[f"Ticket-{three[0].pk}-lift-stuck.pdf"]
    assert "Look at the motor." not in "".join(texts.values())


def test_what_its_owner_can_no_longer_see_is_left_out(three, ada, ben):
    delete(three[1], by=ben)

    archive = ZipFile(printed(three, by=ada, binding=Binding.ZIP).file.open("rb"))

    assert [name.split("-")[1] for name in archive.namelist()] == [str(three[0].pk), str(three[2].pk)]


@pytest.mark.parametrize("binding", Binding)
def test_whoever_sees_none_of_them_gets_nothing(three, ada, binding):
    ada.roles.set([Role.objects.create(name="Office", permissions=["workspace.manage"])])

    export = printed(three, by=ada, binding=binding)

    assert (export.state, export.reasons) == (State.FAILED, [NOT_YOURS])


def test_asked_twice_it_is_the_same_file(three, ada):
    asked = [order_pdfs([three[0].pk], by=ada, language="de", variant=Variant.PUBLIC, binding=Binding.ZIP) for _click in range(2)]

    assert asked[0] == asked[1]
