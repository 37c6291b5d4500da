"""What a customer sees is decided once, and every door of the portal keeps to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Asset, Organisation
from tests.making import make_customer, make_ticket
from tickets.access import attachment_for
from tickets.actions.attaching import Upload
from tickets.models import Attachment, Ticket, TicketType, TypeRelease

DOORS = ["", "documents/", "pdfs/"]


@pytest.fixture
def kunde(carla):
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    return carla.organisation


@pytest.fixture
def lift(kunde):
    return Asset.objects.create(name="Lift", organisation=kunde)


@pytest.fixture
def cem(kunde):
    """Carla's colleague."""
    return make_customer("cem@kunde.example", name="Cem Colleague", organisation=kunde)


def seen_by(contact, at_portal):
    """What the list shows."""
    page = at_portal(contact.user).get("/tickets/?closed=1").context["tickets"]
    return {ticket.subject for ticket in [*page.awaiting, *page.page.rows]}


def doors_of(ticket):
    file = Attachment.objects.filter(message__ticket=ticket).first()
    return [f"/tickets/{ticket.pk}/{door}" for door in DOORS] + ([f"/attachments/{file.pk}/"] if file else [])


def answers(contact, ticket, at_portal):
    browser = at_portal(contact.user)
    shown = [browser.get(door).status_code for door in doors_of(ticket)]
    done = [browser.post(f"/tickets/{ticket.pk}/{door}", {"body": "x"}).status_code for door in ("answers/", "pdfs/")]
    return {*shown, *done}


def make(requester, subject, **more):
    return make_ticket(requester, subject=subject, attachments=[Upload("plan.pdf", b"%PDF-1.4 plan")], **more)


@pytest.mark.spec("C-12", "BL-17", "RB-3", "T24-41")
@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        ("own", {"Hers"}),
        ("objects", {"Hers", "Of Cem, lift"}),
        ("organisation", {"Hers", "Of Cem, lift", "Of Cem"}),
    ],
)
def test_how_far_it_reaches_is_the_organisations_choice(carla, cem, sam, kunde, lift, at_portal, reach, seen):
    Organisation.objects.update(reach=reach)
    theirs = [make(carla, "Hers"), make(cem, "Of Cem"), make(cem, "Of Cem, lift", assets=[lift]), make(sam, "Of Sam")]

    shown = seen_by(carla, at_portal)
    answered = {ticket.subject: answers(carla, ticket, at_portal) for ticket in theirs}
    opened = {subject for subject, statuses in answered.items() if 404 not in statuses}
    hidden = {subject for subject, statuses in answered.items() if statuses == {404}}

    assert shown == opened == seen
    assert hidden == {"Hers", "Of Cem", "Of Cem, lift", "Of Sam"} - seen


@pytest.mark.spec("BL-17")
def test_the_list_says_who_else_asked(carla, cem, kunde, lift, at_portal):
    make(carla, "Hers", assets=[lift])
    make(cem, "Of Cem", assets=[lift])

    html = at_portal(carla.user).get("/").content.decode()

    assert (html.count("asked by Cem Colleague"), html.count("asked by")) == (1, 1)


@pytest.mark.spec("BL-13", "BL-11", "C-13")
def test_only_released_types_are_seen_behind_every_door(carla, kunde, lift, at_portal):
    fault = TicketType.objects.create(name="Fault")
    shown, hidden = make(carla, "Shown"), make(carla, "Verborgenes", type=fault, assets=[lift])
    kunde.chooses_types = True
    kunde.save()
    TypeRelease.objects.create(organisation=kunde, type=shown.type, release="see")
    browser = at_portal(carla.user)

    assert seen_by(carla, at_portal) == {"Shown"}
    assert answers(carla, hidden, at_portal) == {404}
    assert 404 not in answers(carla, shown, at_portal)
    assert browser.get("/tickets/?q=verborgenes").context["tickets"].page.rows == []
    assert "Verborgenes" not in browser.get(f"/assets/{lift.pk}/").content.decode()
    assert browser.get("/tickets/similar/?subject=Verborgenes+hier").context["likes"] == []


@pytest.mark.spec("BL-13")
def test_a_type_released_again_is_seen_again_with_all_that_was_said(carla, kunde, at_portal):
    ticket = make(carla, "Hers")
    row = TypeRelease.objects.create(organisation=kunde, type=ticket.type, release="documents")
    Organisation.objects.update(chooses_types=True)

    before = at_portal(carla.user).get(f"/tickets/{ticket.pk}/").status_code
    row.release = "see"
    row.save()

    assert (before, at_portal(carla.user).get(f"/tickets/{ticket.pk}/").status_code) == (404, 200)


@pytest.mark.spec("C-13", "BL-12")
def test_what_is_only_seen_is_not_created(carla, kunde, at_portal):
    usual, fault = TicketType.objects.get(), TicketType.objects.create(name="Fault")
    Organisation.objects.update(chooses_types=True)
    for type_, release in ((usual, "see"), (fault, "create")):
        TypeRelease.objects.create(organisation=kunde, type=type_, release=release)
    browser = at_portal(carla.user)

    refused = browser.post("/tickets/new/", {"subject": "Smuggled", "type": usual.pk})
    browser.post("/tickets/new/", {"subject": "Asked", "type": fault.pk})

    assert (refused.status_code, 'value="Smuggled"' in refused.content.decode()) == (422, True)
    assert [(ticket.subject, ticket.type) for ticket in Ticket.objects.all()] == [("Asked", fault)]


@pytest.mark.spec("C-13")
def test_where_nothing_can_be_created_no_button_leads_there(carla, kunde, lift, at_portal):
    TypeRelease.objects.create(organisation=kunde, type=TicketType.objects.get(), release="see")
    before = at_portal(carla.user).get("/").content.decode()
    Organisation.objects.update(chooses_types=True)
    browser = at_portal(carla.user)

    pages = [browser.get(address).content.decode() for address in ("/", f"/assets/{lift.pk}/")]

    assert "/tickets/new/" in before
    assert ["/tickets/new/" in page for page in pages] == [False, False]
    assert [browser.get("/tickets/new/").status_code, browser.post("/tickets/new/", {"subject": "x"}).status_code] == [404, 404]


@pytest.mark.spec("BL-15", "C-02", "RB-10")
def test_without_a_released_type_there_is_no_tab_and_no_page_of_tickets(carla, kunde, lift, at_portal):
    ticket = make(carla, "Hers")
    TypeRelease.objects.create(organisation=kunde, type=ticket.type, release="documents")
    browser = at_portal(carla.user)
    with_tab = browser.get("/assets/").content.decode()
    Organisation.objects.update(chooses_types=True)

    without = browser.get("/assets/").content.decode()
    pages = ["/tickets/", "/tickets/new/", "/tickets/similar/", "/views/1/", *doors_of(ticket)]

    assert ["My tickets" in page for page in (with_tab, without)] == [True, False]
    assert [browser.get(page).status_code for page in pages] == [404] * len(pages)
    assert browser.get("/")["Location"] == "/assets/"
    Asset.objects.all().delete()
    assert "There is nothing here for you yet" in browser.get("/").content.decode()


@pytest.mark.spec("BL-6", "BL-10")
def test_objects_hang_on_the_customer_user(carla, cem, kunde, lift, at_portal):
    crane = Asset.objects.create(name="Crane", organisation=kunde)
    make(cem, "About the lift", assets=[lift])
    make(cem, "About the crane", assets=[crane])
    carla.has_chosen_assets = True
    carla.save()
    none = seen_by(carla, at_portal)
    carla.chosen_assets.add(crane)

    browser = at_portal(carla.user)
    answered = browser.post("/tickets/new/", {"subject": "Lift", "assets": lift.pk})

    assert (none, seen_by(carla, at_portal)) == (set(), {"About the crane"})
    assert [browser.get(f"/assets/{asset.pk}/").status_code for asset in (lift, crane)] == [404, 200]
    assert (answered.status_code, "Lift" in [str(a) for a in answered.context["form"].fields["assets"].rows.values()]) == (
        422,
        False,
    )


@pytest.mark.spec("BL-10")
def test_an_object_of_another_organisation_can_be_chosen_for_her(carla, sam, kunde, at_portal):
    theirs = Asset.objects.create(name="Shared hall", organisation=Organisation.objects.create(name="Fremd"))
    ticket = make(sam, "Hall is cold", assets=[theirs])
    before = answers(carla, ticket, at_portal)
    carla.has_chosen_assets = True
    carla.save()
    carla.chosen_assets.add(theirs)

    assert (before, seen_by(carla, at_portal)) == ({404}, {"Hall is cold"})


@pytest.mark.spec("C-12")
def test_a_login_without_a_contact_sees_nothing(carla, at_portal):
    ticket = make(carla, "Hers")
    user = carla.user
    carla.user = None
    carla.save()
    carla.user = user

    assert answers(carla, ticket, at_portal) == {404}
    assert attachment_or_none(user) is None


def attachment_or_none(user):
    from django.http import Http404

    try:
        return attachment_for(user, Attachment.objects.get().pk)
    except Http404:
        return None


def test_the_list_needs_as_many_queries_for_50_types_and_objects_as_for_one(carla, cem, kunde, lift, at_portal):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert at_portal(carla.user).get("/tickets/").status_code == 200
        return len(counted)

    Organisation.objects.update(reach="organisation", chooses_types=True)
    TypeRelease.objects.create(organisation=kunde, type=TicketType.objects.get(), release="see")
    make(cem, "Of Cem", assets=[lift])
    queries()
    few = queries()
    for number in range(20):
        type_ = TicketType.objects.create(name=f"Type {number}")
        TypeRelease.objects.create(organisation=kunde, type=type_, release="see")
        make(cem, f"Of Cem {number}", assets=[Asset.objects.create(name=f"Lift {number}", organisation=kunde)], type=type_)

    assert queries() == few
