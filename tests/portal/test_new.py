"""A new ticket from the portal."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from customers.models import Asset, Contact, Organisation
from tickets.models import Category, CustomField, Region, Ticket, TicketType, TypeField

Browser = Callable[..., Client]
NEW = "/tickets/new/"


def fields(html: str) -> list[str]:
    return re.findall(r'<(?:input|textarea|select)[^>]* name="(subject|body|assets|category|attachments)"', html)


@pytest.mark.spec("RB-6", "T24-47", "T24-50")
def test_only_the_subject_is_needed(carla: Contact, at_portal: Browser) -> None:
    answer = at_portal(carla.user).post(NEW, {"subject": "Cold radiator"})

    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{ticket.pk}/")
    assert (ticket.subject, ticket.requester, ticket.source) == ("Cold radiator", carla, "portal")


@pytest.mark.spec("T24-50")
def test_the_new_ticket_appears_in_the_list(carla: Contact, at_portal: Browser) -> None:
    browser = at_portal(carla.user)

    assert re.search(r"<button[^>]*button-primary[^>]*>.*?Send\s*</button>", browser.get(NEW).content.decode(), re.DOTALL)
    browser.post(NEW, {"subject": "Cold radiator"})

    assert "Cold radiator" in browser.get("/").content.decode()


@pytest.mark.spec("CP-51", "T24-49", "RB-6")
def test_photos_and_files_come_along(carla: Contact, at_portal: Browser, a_photo: SimpleUploadedFile) -> None:
    report = SimpleUploadedFile("../../Bericht.pdf", b"%PDF-1.4", content_type="application/pdf")

    at_portal(carla.user).post(NEW, {"subject": "Stain", "body": "Look.", "attachments": [a_photo, report]})

    [message] = Ticket.objects.get().messages.all()
    assert message.text == "Look."
    assert [(file.name, file.content_type) for file in message.attachments.all()] == [
        ("IMG_2041.jpg", "image/jpeg"),
        ("Bericht.pdf", "application/pdf"),
    ]


def test_without_a_subject_everything_typed_is_still_there(carla: Contact, at_portal: Browser) -> None:
    answer = at_portal(carla.user).post(NEW, {"subject": " ", "body": "My <long> story"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Please tell us in a few words what it is about." in html
    assert "My &lt;long&gt; story</textarea>" in html
    assert Ticket.objects.count() == 0


def test_too_large_a_file_is_refused_by_name(carla: Contact, at_portal: Browser, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    movie = SimpleUploadedFile("film.mov", b"x" * 11)

    answer = at_portal(carla.user).post(NEW, {"subject": "Film", "attachments": movie})

    assert answer.status_code == 422
    assert "film.mov" in answer.content.decode()
    assert Ticket.objects.count() == 0


def test_sending_twice_makes_one_ticket(carla: Contact, at_portal: Browser) -> None:
    browser = at_portal(carla.user)
    found = re.search(r'name="token" value="([^"]+)"', browser.get(NEW).content.decode())
    assert found
    typed = {"subject": "Cold radiator", "body": "Brr.", "token": found[1]}

    places = [browser.post(NEW, typed)["Location"] for _ in range(2)]

    assert places == [f"/tickets/{Ticket.objects.get().pk}/"] * 2


@pytest.mark.spec("BL-20")
def test_objects_and_categories_are_asked_for_where_there_are_any(carla: Contact, at_portal: Browser) -> None:
    browser = at_portal(carla.user)
    before = fields(browser.get(NEW).content.decode())
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    Asset.objects.create(name="Lift 1", organisation=carla.organisation)
    Category.objects.create(name="Heating")

    assert before == ["subject", "body", "attachments"]
    assert fields(browser.get(NEW).content.decode()) == ["assets", "subject", "body", "category", "attachments"]


@pytest.mark.spec("RB-12")
def test_several_objects_are_chosen_and_none_is_by_itself(carla: Contact, at_portal: Browser) -> None:
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    lifts = [Asset.objects.create(name=f"Lift {number}", organisation=carla.organisation) for number in (1, 2)]
    browser = at_portal(carla.user)

    offered = browser.get(NEW).content.decode()
    browser.post(NEW, {"subject": "Lifts", "assets": [lift.pk for lift in lifts]})

    assert (offered.count('name="assets"'), re.findall(r'name="assets"[^>]*checked', offered)) == (2, [])
    assert list(Ticket.objects.get().assets.order_by("pk")) == lifts


def test_an_object_of_others_can_not_be_chosen(carla: Contact, at_portal: Browser) -> None:
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    own = Asset.objects.create(name="Lift 1", organisation=carla.organisation)
    foreign = Asset.objects.create(name="Reactor", organisation=Organisation.objects.create(name="Fremd"))
    browser = at_portal(carla.user)

    answer = browser.post(NEW, {"subject": "Lift", "assets": foreign.pk})
    browser.post(NEW, {"subject": "Lift", "assets": own.pk})

    assert (answer.status_code, "Reactor" in answer.content.decode()) == (422, False)
    assert list(Ticket.objects.get().assets.all()) == [own]


@pytest.mark.spec("CP-31", "CP-32", "BR-13")
def test_customers_fill_in_and_read_what_the_type_lets_them(carla: Contact, at_portal: Browser) -> None:
    browser = at_portal(carla.user)
    usual = TicketType.objects.get()
    serial, secret = (CustomField.objects.create(name=name, kind="text") for name in ("Serial number", "Margin"))
    TypeField.objects.create(type=usual, custom=serial, staff="write", portal="required")
    refused = browser.post(NEW, {"subject": "Lift"})
    browser.post(NEW, {"subject": "Lift", serial.key: "A-17", secret.key: "99 %", "hours": "5"})
    ticket = Ticket.objects.get()
    ticket.custom |= {str(secret.pk): "99 %"}
    ticket.solution, ticket.report, ticket.estimated_on = "New fuse.", "Fuse was stolen.", date(2026, 12, 24)
    ticket.save()

    page = browser.get(f"/tickets/{ticket.pk}/").content.decode()

    assert (refused.status_code, ticket.hours, ticket.custom[str(serial.pk)]) == (422, None, "A-17")
    assert [words in page for words in ("A-17", "New fuse.", "12/24/2026")] == [True] * 3
    assert [words in page for words in ("99 %", "Fuse was stolen.")] == [False] * 2


@pytest.mark.spec("T24-22", "T24-48")
def test_customers_choose_their_region_where_the_type_asks_for_it(carla: Contact, at_portal: Browser) -> None:
    browser, europe = at_portal(carla.user), Region.objects.create(name="Europe")
    Region.objects.create(name="USA")
    before = browser.get(NEW).content.decode()
    browser.post(NEW, {"subject": "Smuggled", "region": europe.pk})
    TypeField.objects.create(type=TicketType.objects.get(), builtin="region", staff="write", portal="write")

    page = browser.get(NEW).content.decode()
    browser.post(NEW, {"subject": "Asked for", "region": europe.pk})

    assert ['name="region"' in html for html in (before, page)] == [False, True]
    assert [name in page for name in ("Europe", "USA")] == [True, True]
    assert [(ticket.subject, ticket.region) for ticket in Ticket.objects.order_by("pk")] == [
        ("Smuggled", None),
        ("Asked for", europe),
    ]


@pytest.fixture
def fault(acme: object) -> TicketType:
    """A type customers may choose besides the usual one; a third is the desk's own."""
    TicketType.objects.create(name="Holiday", position=9)
    fault = TicketType.objects.create(
        name="Fault", icon="wrench", description="Something is broken.", is_open_to_customers=True, position=5
    )
    floor = CustomField.objects.create(name="Floor", kind="text")
    TypeField.objects.create(type=fault, custom=floor, staff="write", portal="required")
    return fault


@pytest.mark.spec("CP-2", "RB-7")
def test_customers_choose_among_the_types_open_to_them_and_lose_nothing_typed(carla, at_portal, fault) -> None:
    browser, floor = at_portal(carla.user), CustomField.objects.get()
    before = browser.get(NEW).content.decode()

    changed = browser.post(NEW, {"subject": "Lift <1>", "body": "Stands.", "type": "", "other_type": fault.pk})
    refused = browser.post(NEW, {"subject": "Lift", "type": fault.pk})
    browser.post(NEW, {"subject": "Lift", "type": fault.pk, floor.key: "3"})

    page = changed.content.decode()
    assert [words in before for words in ("Something is broken.", "Holiday", "Floor")] == [True, False, False]
    assert changed.status_code == 200
    assert [words in page for words in ('value="Lift &lt;1&gt;"', "Stands.</textarea>", "Floor")] == [True] * 3
    assert (refused.status_code, [ticket.type for ticket in Ticket.objects.all()]) == (422, [fault])


@pytest.mark.spec("CP-2")
def test_a_type_that_is_the_desks_own_is_not_opened_by_customers(carla, at_portal, fault) -> None:
    secret = TicketType.objects.get(name="Holiday")

    answer = at_portal(carla.user).post(NEW, {"subject": "Sun", "type": secret.pk})

    page = answer.content.decode()
    assert (answer.status_code, Ticket.objects.count()) == (422, 0)
    assert ("This type is not offered any more." in page, 'value="Sun"' in page, "Holiday" in page) == (True, True, False)


def test_with_one_type_nobody_is_asked_and_without_any_the_usual_one_is_taken(carla, at_portal, acme) -> None:
    usual = TicketType.objects.get()
    browser = at_portal(carla.user)
    one = browser.get(NEW).content.decode()
    TicketType.objects.update(is_open_to_customers=False)

    browser.post(NEW, {"subject": "Lift"})

    assert ("What kind of request is it?" in one, Ticket.objects.get().type) == (False, usual)
