"""An administrator releases types of tickets to an organisation."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from customers.models import Asset, Organisation
from tests.making import make_contact, make_customer
from tickets.models import DocumentKind, TicketType, TypeRelease


@pytest.fixture
def kunde(acme):
    return Organisation.objects.create(name="Kunde <GmbH>")


@pytest.fixture
def types(acme):
    fault = TicketType.objects.create(name="Fault <1>", is_open_to_customers=True)
    plans = TicketType.objects.create(name="Plans", kind="document")
    return {"request": TicketType.objects.get(is_default=True), "fault": fault, "plans": plans}


@pytest.fixture
def address(kunde):
    return f"/organisations/{kunde.pk}/portal/"


def sent(types, *, which="chosen", reach="objects", **releases):
    """As the page sends it; what is not said is nothing."""
    said = {"which": which, "reach": reach}
    for name, type_ in types.items():
        release, _, documents = releases.get(name, "nothing").partition("+")
        said |= {f"{type_.pk}-release": release, f"{type_.pk}-documents": documents or "none"}
    return said


def held(kunde):
    return [(row.type.name, row.release, row.documents) for row in kunde.type_releases.order_by("type__position", "type")]


@pytest.mark.spec("BL-7", "C-19")
def test_only_system_administrators_with_the_permission_get_in(address, ada, max, at_desk):
    ada.roles.add(Role.objects.create(name="Portal", permissions=["portal.manage"]))
    first = [at_desk(person).get(address).status_code for person in (ada, max)]
    administrators = Role.objects.get(key="administrator")
    administrators.permissions = [each for each in administrators.permissions if each != "portal.manage"]
    administrators.save()

    assert first == [403, 200]
    assert at_desk(max).get(address).status_code == 403
    assert [at_desk(person).post(address, {}).status_code for person in (ada, max)] == [403, 403]
    assert at_desk().get(address).status_code == 302


@pytest.mark.spec("BL-11", "BL-12", "C-13")
def test_all_types_are_listed_and_begin_as_they_are_for_everybody(address, types, max, at_desk):
    html = at_desk(max).get(address).content.decode()

    lines = at_desk(max).get(address).context["form"].lines
    assert "Fault &lt;1&gt;" in html
    assert [(line.type.pk, line.release.value(), line.documents.value()) for line in lines] == [
        (types["request"].pk, "see" if not types["request"].is_open_to_customers else "create", "none"),
        (types["fault"].pk, "create", "none"),
        (types["plans"].pk, "documents", "all"),
    ]
    assert re.findall(r'name="which" value="(\w+)"[^>]*checked', html) == ["all"]


@pytest.mark.spec("BL-12", "C-13")
def test_what_is_chosen_is_kept_and_shown_again(address, types, kunde, max, at_desk):
    answer = at_desk(max).post(address, sent(types, reach="organisation", fault="create", request="see+all", plans="documents"))

    kunde.refresh_from_db()
    lines = at_desk(max).get(address).context["form"].lines
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert (kunde.reach, kunde.chooses_types) == ("organisation", True)
    assert [line.release.value() for line in lines] == ["see", "create", "documents"]
    assert {(row.type, row.release, row.documents) for row in TypeRelease.objects.all()} == {
        (types["request"], "see", "all"),
        (types["fault"], "create", "none"),
        (types["plans"], "documents", "all"),
    }


@pytest.mark.spec("BL-25")
def test_documents_can_be_narrowed_to_kinds(address, types, kunde, max, at_desk):
    record, _invoice = (DocumentKind.objects.create(name=name) for name in ("Record", "Invoice"))
    wanted, key = sent(types, plans="documents+chosen"), f"{types['plans'].pk}-kinds"
    browser = at_desk(max)

    refused = browser.post(address, wanted)
    browser.post(address, wanted | {key: [record.pk]})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [key])
    assert "Please choose at least one kind of document." in refused.content.decode()
    [row] = kunde.type_releases.all()
    assert (row.documents, list(row.document_kinds.all())) == ("chosen", [record])


@pytest.mark.spec("BL-24")
def test_documents_are_never_released_for_creating(address, types, kunde, max, at_desk):
    answer = at_desk(max).post(address, sent(types, plans="create"))

    assert (answer.status_code, TypeRelease.objects.count()) == (422, 0)


@pytest.mark.parametrize("change", [{"which": "none"}, {"reach": "world"}, {"which": ""}, {"reach": "\x00"}])
def test_what_was_never_offered_is_refused_and_nothing_changes(address, types, kunde, max, at_desk, change):
    answer = at_desk(max).post(address, sent(types, fault="create") | change)

    kunde.refresh_from_db()
    assert (answer.status_code, kunde.chooses_types, TypeRelease.objects.count()) == (422, False, 0)


def test_what_was_chosen_is_kept_while_everything_is_released(address, types, kunde, max, at_desk):
    browser = at_desk(max)
    browser.post(address, sent(types, fault="see"))
    browser.post(address, {"which": "all", "reach": "own", **sent(types, which="all", reach="own", fault="see")})

    kunde.refresh_from_db()
    lines = browser.get(address).context["form"].lines
    assert (kunde.chooses_types, kunde.reach) == (False, "own")
    assert [row.release for row in TypeRelease.objects.all()] == ["see"]
    assert [line.release.value() for line in lines if line.type == types["fault"]] == ["see"]


@pytest.mark.spec("BL-8", "BL-9")
def test_the_page_says_what_is_missing_and_leads_there(address, kunde, max, at_desk):
    browser = at_desk(max)
    empty = browser.get(address).content.decode()
    make_customer("cem@kunde.example", name="Cem <1>", organisation=kunde)
    make_contact("kim@kunde.example", name="Kim", organisation=kunde)
    Asset.objects.create(name="Lift", organisation=kunde)

    html = browser.get(address).content.decode()

    assert (empty.count('data-state="done"'), html.count('data-state="done"')) == (1, 3)
    assert f'href="/contacts/new/?organisation={kunde.pk}"' in empty
    assert [words in html for words in ("Cem &lt;1&gt;", "Can sign in", "No access")] == [True] * 3
    form = browser.get(f"/contacts/new/?organisation={kunde.pk}").content.decode()
    assert 'value="Kunde &lt;GmbH&gt;"' in form


def test_the_page_needs_as_many_queries_for_50_types_and_people_as_for_one(address, kunde, max, at_desk):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert at_desk(max).get(address).status_code == 200
        return len(counted)

    make_customer("cem@kunde.example", name="Cem", organisation=kunde)
    TypeRelease.objects.create(organisation=kunde, type=TicketType.objects.get(), release="see")
    queries()
    few = queries()
    for number in range(49):
        type_ = TicketType.objects.create(name=f"Type {number}")
        TypeRelease.objects.create(organisation=kunde, type=type_, release="see")
        make_contact(f"c{number}@kunde.example", name=f"C {number}", organisation=kunde)

    assert queries() == few
