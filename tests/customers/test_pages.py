"""Contacts, organisations and objects at the desk."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from customers.models import Asset, Contact, Organisation
from customers.welcoming import welcome
from tests.making import make_contact, make_staff, make_ticket

LISTS = ["/contacts/", "/organisations/", "/assets/"]


@pytest.fixture
def firm(acme):
    return Organisation.objects.create(name="Elbwohnen eG", number="1001")


@pytest.fixture
def doors(firm, kai):
    asset = Asset.objects.create(name="Lift 2", organisation=firm)
    pages = [f"/contacts/{kai.pk}/", f"/organisations/{firm.pk}/", f"/assets/{asset.pk}/"]
    suggestions = ["/contacts/suggestions/", "/suggestions/assets/"]
    return [*LISTS, *pages, *suggestions], [*[f"{path}new/" for path in LISTS], *[f"{path}edit/" for path in pages]]


def page_of(browser, path):
    return browser.get(path).content.decode()


def of_role(*permissions):
    user = make_staff("olga@acme.example", name="Olga Office")
    user.roles.set([Role.objects.create(name="Office", permissions=list(permissions))])
    return user


def test_nobody_and_customers_are_sent_to_the_sign_in(doors, at_desk, carla):
    answers = [at_desk(user).get(path) for user in (None, carla.user) for path in [*doors[0], *doors[1]]]

    assert {(a.status_code, a["Location"].split("?")[0]) for a in answers} == {(302, "/account/login/")}


@pytest.mark.parametrize(
    ("permissions", "seeing", "changing"),
    [(["customers.manage"], 200, 200), (["tickets.work"], 200, 403), (["workspace.manage"], 403, 403)],
)
def test_seeing_and_changing_are_two_permissions(doors, at_desk, permissions, seeing, changing):
    browser = at_desk(of_role(*permissions))

    assert {browser.get(path).status_code for path in doors[0]} == {seeing}
    assert {browser.get(path).status_code for path in doors[1]} == {changing}


@pytest.mark.parametrize(("permissions", "offered"), [(["customers.manage"], True), (["tickets.work"], False)])
def test_only_those_who_may_change_something_are_offered_to(doors, at_desk, permissions, offered):
    browser, leading = at_desk(of_role(*permissions)), re.compile(r'href="/\w+/(?:new/|\d+/edit/)|/invitation/"')

    found = {path: bool(leading.search(re.sub(r"/tickets/new/", "", page_of(browser, path)))) for path in doors[0][:-2]}

    assert found == dict.fromkeys(doors[0][:-2], offered)


@pytest.mark.parametrize("path", [f"{path}4711/" for path in LISTS] + [f"{path}4711/edit/" for path in LISTS])
def test_what_does_not_exist_is_not_found(desk, path):
    assert desk.get(path).status_code == 404


def test_a_contact_is_written_down_with_a_new_organisation(desk):
    answer = desk.post(
        "/contacts/new/", {"name": "Nina", "email": "Nina@Neu.example", "organisation": "Neu AG", "language": "de"}
    )

    contact = Contact.objects.get()
    assert answer["Location"] == f"/contacts/{contact.pk}/"
    assert (contact.email, contact.organisation.name) == ("nina@neu.example", "Neu AG")


def test_a_known_organisation_is_found_by_its_name(desk, firm, kai):
    fields = {"name": "Kai", "email": kai.email, "organisation": "elbwohnen EG", "language": "en"}

    desk.post(f"/contacts/{kai.pk}/edit/", fields)

    kai.refresh_from_db()
    assert (kai.organisation, Organisation.objects.count()) == (firm, 1)
    assert f'value="{firm.name}"' in desk.get(f"/contacts/{kai.pk}/edit/").content.decode()


def test_an_address_belongs_to_one_contact(desk, kai, read):
    answer = desk.post("/contacts/new/", {"name": "Other", "email": "KAI@kunde.example", "language": "de"})

    assert answer.status_code == 422
    assert "Kai Winter has this address already." in read(answer)
    assert 'value="Other"' in read(answer)


def test_a_number_belongs_to_one_organisation(desk, firm, read):
    answer = desk.post("/organisations/new/", {"name": "Other", "number": "1001"})

    assert (answer.status_code, "Elbwohnen eG has this number already." in read(answer)) == (422, True)


def test_organisations_and_objects_are_written_down(desk, firm):
    desk.post("/organisations/new/", {"name": "Nordlicht AG", "number": "", "note": "Pays late."})
    desk.post("/assets/new/", {"name": "Lift 2", "number": "A-17", "organisation": "Nordlicht AG"})

    asset = Asset.objects.get()
    assert (asset.name, asset.organisation.name, asset.organisation.note) == ("Lift 2", "Nordlicht AG", "Pays late.")


@pytest.mark.parametrize(
    ("path", "words", "names"),
    [
        ("/contacts/", "winter", ["Kai Winter"]),
        ("/contacts/", "elbw", ["Carla Sommer"]),
        ("/organisations/", "1001", ["Elbwohnen eG"]),
        ("/assets/", "a-17", ["Lift 2"]),
        ("/assets/", "unicorn", []),
    ],
)
def test_lists_are_searched(desk, firm, kai, carla, path, words, names):
    Contact.objects.filter(pk=carla.pk).update(organisation=firm)
    Asset.objects.create(name="Lift 2", number="A-17")

    assert [str(row) for row in desk.get(f"{path}?q={words}").context["page"].rows] == names


def test_a_contacts_page_shows_their_tickets(desk, kai, carla, read):
    make_ticket(kai, subject="Printer on fire")
    make_ticket(carla, subject="Somebody else's")

    page = read(desk.get(f"/contacts/{kai.pk}/"))

    assert ("Printer on fire" in page, "Somebody else's" in page) == (True, False)


def test_without_ticket_permission_the_page_shows_no_tickets(at_desk, kai, read):
    make_ticket(kai, subject="Printer on fire")

    page = read(at_desk(of_role("customers.manage")).get(f"/contacts/{kai.pk}/"))

    assert ("Kai Winter" in page, "Printer on fire" in page) == (True, False)


def test_the_pages_ask_as_often_with_one_row_as_with_fifty(desk, firm, kai):
    def fill(amount):
        for number in range(amount):
            organisation = Organisation.objects.create(name=f"O {amount}-{number}")
            contact = make_contact(f"p{amount}-{number}@kunde.example", name=f"P {number}", organisation=firm)
            Asset.objects.create(name=f"A {number}", organisation=organisation)
            make_ticket(contact, assets=[Asset.objects.create(name="Lift", organisation=firm)])
            make_ticket(kai)

    def asked():
        amounts = []
        for path in [*LISTS, f"/contacts/{kai.pk}/", f"/organisations/{firm.pk}/"]:
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(path).status_code == 200
            amounts.append(len(queries))
        return amounts

    fill(1)
    asked()
    with_one = asked()
    fill(30)

    assert asked() == with_one


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_contact_reads_the_workspaces_language_until_somebody_says_otherwise(acme, language):
    acme.language = language

    assert [welcome("nina@neu.example").language, welcome("tom@neu.example", language="de").language] == [language, "de"]
