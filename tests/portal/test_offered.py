"""Documents at an object, for whoever has it (BL-23)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Asset, Organisation
from tests.making import make_ticket
from tickets.actions.attaching import Upload
from tickets.actions.deleting import delete
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.actions.sharing import share
from tickets.choices import Sharing
from tickets.models import Attachment, DocumentKind, TicketType, TypeRelease

LINK = re.compile(r'class="list-title"\s+href="/attachments/(\d+)/">([^<]+)<')


@pytest.fixture
def lift(carla):
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    return Asset.objects.create(name="Lift", organisation=carla.organisation)


@pytest.fixture
def plans(acme):
    return TicketType.objects.create(name="Plans", kind="document")


@pytest.fixture
def store(ada, kai, lift, plans):
    """A ticket that staff keep documents in: one file for customers, one for the team alone."""
    ticket = make_ticket(kai, subject="Papers of the lift", type=plans, assets=[lift])
    reply(ticket, by=ada, html="<p>x</p>", attachments=[Upload("Plan.pdf", b"%PDF-1.4 plan")])
    note(ticket, by=ada, html="<p>x</p>", attachments=[Upload("Calculation.pdf", b"%PDF-1.4 secret")])
    return ticket


def documents(contact, asset, at_portal):
    return [name for _, name in LINK.findall(at_portal(contact.user).get(f"/assets/{asset.pk}/").content.decode())]


def file_named(name):
    return f"/attachments/{Attachment.objects.get(name=name).pk}/"


@pytest.mark.spec("BL-23", "BL-24", "C-41", "C-40", "RB-15")
def test_files_of_documents_are_downloads_at_the_object_and_nothing_internal_is(carla, lift, store, at_portal):
    browser = at_portal(carla.user)

    plan, secret = (browser.get(file_named(name)) for name in ("Plan.pdf", "Calculation.pdf"))

    assert documents(carla, lift, at_portal) == ["Plan.pdf"]
    assert (plan.status_code, b"".join(plan.streaming_content), secret.status_code) == (200, b"%PDF-1.4 plan", 404)
    assert browser.get(f"/tickets/{store.pk}/").status_code == 404
    assert browser.get("/tickets/?closed=1").context["tickets"].page.rows == []


@pytest.mark.spec("BL-24")
def test_customers_do_not_create_them(carla, lift, store, plans, at_portal):
    TypeRelease.objects.create(organisation=lift.organisation, type=plans, release="create", documents="all")
    usual = TicketType.objects.get(is_default=True)
    TypeRelease.objects.create(organisation=lift.organisation, type=usual, release="create")
    Organisation.objects.update(chooses_types=True)
    browser = at_portal(carla.user)

    answer = browser.post("/tickets/new/", {"subject": "Mine", "type": plans.pk, "assets": lift.pk})

    assert (answer.status_code, "Plans" in browser.get("/tickets/new/").content.decode()) == (422, False)
    assert browser.get(f"/tickets/{store.pk}/").status_code == 404


@pytest.mark.spec("BL-25", "C-41")
def test_an_administrator_says_of_which_types_and_kinds(carla, ada, lift, store, plans, at_portal):
    record, invoice = (DocumentKind.objects.create(name=name) for name in ("Record", "Invoice"))
    Attachment.objects.filter(name="Plan.pdf").update(document_kind=invoice)
    service = TicketType.objects.create(name="Service")
    visit = make_ticket(carla, subject="Visit", type=service, assets=[lift])
    reply(visit, by=ada, html="<p>x</p>", attachments=[Upload("Record.pdf", b"%PDF-1.4 r"), Upload("Photo.pdf", b"%PDF-1.4 p")])
    Attachment.objects.filter(name="Record.pdf").update(document_kind=record)
    Organisation.objects.update(chooses_types=True)
    none = documents(carla, lift, at_portal)
    of_service = TypeRelease.objects.create(organisation=lift.organisation, type=service, release="see", documents="chosen")
    of_service.document_kinds.add(record)
    some = documents(carla, lift, at_portal)
    of_service.documents = "all"
    of_service.save()

    assert (none, some) == ([], ["Record.pdf"])
    assert documents(carla, lift, at_portal) == ["Photo.pdf", "Record.pdf"]
    assert at_portal(carla.user).get(file_named("Plan.pdf")).status_code == 404


@pytest.mark.spec("BL-24")
@pytest.mark.parametrize("what", ["stranger", "revoked", "deleted", "other object", "taken away"])
def test_to_anybody_else_they_do_not_exist(carla, sam, ada, lift, store, at_portal, what):
    who = sam if what == "stranger" else carla
    if what == "revoked":
        share(store, Sharing.REVOKED, by=ada)
    if what == "deleted":
        delete(store, by=ada)
    if what == "other object":
        store.asset_places.all().delete()
    if what == "taken away":
        carla.has_chosen_assets = True
        carla.save()

    assert at_portal(who.user).get(file_named("Plan.pdf")).status_code == 404


@pytest.mark.spec("BL-24", "BL-15")
def test_they_are_found_where_no_ticket_is_released(carla, lift, store, plans, at_portal):
    TypeRelease.objects.create(organisation=lift.organisation, type=plans, release="documents", documents="all")
    Organisation.objects.update(chooses_types=True)

    html = at_portal(carla.user).get(f"/assets/{lift.pk}/").content.decode()

    assert [name for _, name in LINK.findall(html)] == ["Plan.pdf"]
    assert ["My tickets" in html, "Create ticket" in html, "Papers of the lift" in html] == [False] * 3


@pytest.mark.spec("BL-25")
def test_staff_say_what_kind_a_file_is_and_the_history_knows(ada, kai, at_desk, globex):
    ticket = make_ticket(kai, attachments=[Upload("a.pdf", b"%PDF-1.4 a")])
    file, kind = Attachment.objects.get(), DocumentKind.objects.create(name="Record")
    other = make_ticket(kai, attachments=[Upload("b.pdf", b"%PDF-1.4 b")])
    browser, address = at_desk(ada), f"/tickets/{ticket.pk}/documents/{file.pk}/kind/"

    for value in (kind.pk, kind.pk, "x", 999):
        assert browser.post(address, {"kind": value}).status_code == 302
    foreign = browser.post(f"/tickets/{other.pk}/documents/{file.pk}/kind/", {"kind": kind.pk})

    file.refresh_from_db()
    [event] = ticket.events.filter(verb="changed")
    assert (file.document_kind, foreign.status_code) == (kind, 404)
    assert (event.data["label"], event.data["to"], event.actor) == ("a.pdf", "Record", ada)
    assert "Record" in browser.get(f"/tickets/{ticket.pk}/documents/").content.decode()


@pytest.mark.spec("BL-25", "C-40")
def test_a_kind_is_chosen_while_files_are_added(ada, kai, at_desk):
    ticket, kind = make_ticket(kai), DocumentKind.objects.create(name="Record")
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = [SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.4 x") for name in "ab"]
    typed = {"attachments": files, "kind": "internal", "document_kind": kind.pk}
    answer = at_desk(ada).post(f"/tickets/{ticket.pk}/documents/", typed)

    assert answer.status_code == 302
    assert {(file.name, file.document_kind) for file in Attachment.objects.all()} == {("a.pdf", kind), ("b.pdf", kind)}


def test_the_page_needs_as_many_queries_for_50_documents_as_for_one(carla, ada, lift, store, at_portal):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert at_portal(carla.user).get(f"/assets/{lift.pk}/").status_code == 200
        return len(counted)

    queries()
    few = queries()
    for number in range(49):
        reply(store, by=ada, html="<p>x</p>", attachments=[Upload(f"{number}.pdf", f"%PDF-1.4 {number}".encode())])

    assert queries() == few
