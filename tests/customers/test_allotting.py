"""Objects of a customer user (BL-10)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.allotting import allot
from customers.merging import FIELDS
from customers.models import Asset, Contact, Organisation
from tickets.actions.joining import join, part


@pytest.fixture
def kunde(carla):
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    return carla.organisation


@pytest.fixture
def lifts(kunde):
    return [Asset.objects.create(name=f"Lift {number} <b>", organisation=kunde) for number in (1, 2, 3)]


@pytest.fixture
def address(carla):
    return f"/contacts/{carla.pk}/objects/"


def ticks(html):
    return re.findall(r'id="(own|other)-(\d+)"', html)


@pytest.mark.spec("BL-10", "BL-6")
def test_several_are_added_at_once_and_taken_away_again(carla, lifts, address, max, at_desk):
    browser = at_desk(max)
    keys = [lift.pk for lift in lifts]

    browser.post(address, {"assets": keys[:2]})
    two = list(carla.chosen_assets.order_by("pk"))
    html = browser.get(address).content.decode()
    browser.post(f"{address}removal/", {"assets": keys[:1]})

    assert (two, Contact.objects.get(pk=carla.pk).has_chosen_assets) == (lifts[:2], True)
    assert ticks(html) == [("own", str(keys[0])), ("own", str(keys[1])), ("other", str(keys[2]))]
    assert "Lift 1 &lt;b&gt;" in html
    assert list(carla.chosen_assets.all()) == lifts[1:2]


@pytest.mark.spec("BL-10")
def test_whoever_is_left_with_none_has_none_until_they_have_all_again(carla, lifts, address, max, at_desk):
    browser = at_desk(max)
    browser.post(address, {"assets": lifts[0].pk})
    browser.post(f"{address}removal/", {"assets": lifts[0].pk})
    none = Contact.objects.get(pk=carla.pk).has_chosen_assets

    browser.post(f"{address}all/")

    assert (none, Contact.objects.get(pk=carla.pk).has_chosen_assets) == (True, False)


@pytest.mark.parametrize("typed", [{}, {"assets": "x"}, {"assets": "9" * 40}, {"assets": "-1"}, {"assets": "4711"}])
def test_nothing_ticked_is_said_and_changes_nothing(carla, lifts, address, max, at_desk, typed):
    answer = at_desk(max).post(address, typed)

    assert (answer.status_code, "Please tick at least one object." in answer.content.decode()) == (422, True)
    assert Contact.objects.get(pk=carla.pk).has_chosen_assets is False


@pytest.mark.spec("BL-10")
def test_objects_of_others_are_found_by_searching_theirs_first(carla, lifts, address, max, at_desk):
    other = Asset.objects.create(name="A Lift elsewhere", organisation=Organisation.objects.create(name="Fremd"))
    browser = at_desk(max)

    plain, found, nothing = (browser.get(address + query).content.decode() for query in ("", "?q=lift", "?q=xyz"))

    keys = [("other", str(lift.pk)) for lift in lifts]
    assert (ticks(plain), ticks(found)) == (keys, [*keys, ("other", str(other.pk))])
    assert "No other object is called “xyz”." in nothing


@pytest.mark.spec("BL-7")
def test_only_system_administrators_do_that(carla, lifts, address, ada, at_desk, globex):
    browser = at_desk(ada)
    doors = [address, f"{address}removal/", f"{address}all/"]

    assert [browser.post(door, {"assets": lifts[0].pk}).status_code for door in doors] == [403] * 3
    assert browser.get(address).status_code == 403
    assert carla.chosen_assets.count() == 0


def test_the_page_needs_as_many_queries_for_50_as_for_one(carla, kunde, address, max, at_desk):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert at_desk(max).get(address).status_code == 200
        return len(counted)

    at_desk(max).post(address, {"assets": Asset.objects.create(name="Lift", organisation=kunde).pk})
    Asset.objects.create(name="Other", organisation=kunde)
    queries()
    few = queries()
    for number in range(50):
        carla.chosen_assets.add(Asset.objects.create(name=f"Lift {number}", organisation=kunde))
        Asset.objects.create(name=f"Other {number}", organisation=kunde)

    assert queries() == few


def held(contact):
    contact.refresh_from_db()
    return contact.has_chosen_assets, list(contact.chosen_assets.order_by("pk"))


@pytest.mark.spec("BL-10", "CP-12")
@pytest.mark.parametrize(("theirs", "ours", "both"), [([0], [1], [0, 1]), ([0], None, [0]), (None, [1], [1]), (None, None, None)])
def test_whoever_is_merged_gets_no_objects_that_neither_had_and_back(carla, kai, ada, lifts, theirs, ours, both):
    for contact, chosen in ((kai, theirs), (carla, ours)):
        if chosen is not None:
            allot(contact, assets=[lifts[at] for at in chosen])
    before = held(carla)

    merger = join(kai, into=carla, values={field: getattr(carla, field) for field in FIELDS[Contact]}, by=ada)
    merged = held(carla)
    part(merger, by=ada)

    assert merged == (both is not None, [lifts[at] for at in both or []])
    assert (held(carla), held(Contact.everyone.get(pk=kai.pk))[0]) == (before, theirs is not None)
