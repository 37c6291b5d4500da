"""Types of one division: the object says which there are (BL-16)."""

import re

import pytest

from customers.models import Asset, Organisation
from tenants.divisions.models import Division
from tests.making import make_ticket
from tickets.models import Ticket, TicketType

NEW = "/tickets/new/"


@pytest.fixture
def south(acme):
    return Division.objects.create(name="South")


@pytest.fixture
def objects(carla, south):
    """One of the first division, one of the other."""
    carla.organisation = Organisation.objects.create(name="Kunde")
    carla.save()
    lift = Asset.objects.create(name="Lift", organisation=carla.organisation)
    crane = Asset.objects.create(name="Crane", organisation=carla.organisation, division=south)
    return {"lift": lift, "crane": crane}


@pytest.fixture
def types(south):
    """For all divisions, for the first, for the other."""
    everywhere = TicketType.objects.get(is_default=True)
    everywhere.is_open_to_customers = True
    everywhere.save()
    north = TicketType.objects.create(name="Northern", is_open_to_customers=True, position=1)
    north.divisions.add(Division.objects.get(is_default=True))
    southern = TicketType.objects.create(name="Southern", is_open_to_customers=True, position=2)
    southern.divisions.add(south)
    return {"everywhere": everywhere, "north": north, "south": southern}


def offered(html):
    return set(re.findall(r'class="type-choice-name">([^<]+)<', html))


@pytest.mark.spec("BL-16", "BL-14", "C-01", "C-10")
def test_at_an_object_only_its_divisions_types_are_offered(carla, objects, types, at_portal):
    browser = at_portal(carla.user)

    of_lift, of_crane, of_any = (
        offered(browser.get(f"{NEW}{query}").content.decode())
        for query in (f"?asset={objects['lift'].pk}", f"?asset={objects['crane'].pk}", "")
    )

    assert of_lift == {"Request", "Northern"}
    assert of_crane == {"Request", "Southern"}
    assert of_any == {"Request", "Northern", "Southern"}


@pytest.mark.spec("BL-16", "BL-3")
def test_the_ticket_belongs_to_the_division_of_its_object(carla, objects, types, south, at_portal):
    browser = at_portal(carla.user)

    browser.post(NEW, {"subject": "Crane", "type": types["south"].pk, "assets": objects["crane"].pk})
    browser.post(NEW, {"subject": "Lift", "type": types["everywhere"].pk, "assets": objects["lift"].pk})

    assert {ticket.subject: ticket.division for ticket in Ticket.objects.all()} == {
        "Crane": south,
        "Lift": Division.objects.get(is_default=True),
    }


@pytest.mark.spec("BL-16")
@pytest.mark.parametrize(("type_", "asset"), [("south", "lift"), ("north", "crane"), ("south", None)])
def test_a_type_that_does_not_fit_is_refused_beside_the_object_and_nothing_is_lost(
    carla, objects, types, at_portal, type_, asset
):
    typed = {"subject": "Mine <1>", "body": "Long story", "type": types[type_].pk}

    answer = at_portal(carla.user).post(NEW, typed | ({"assets": objects[asset].pk} if asset else {}))

    html = answer.content.decode()
    assert (answer.status_code, list(answer.context["form"].errors), Ticket.objects.count()) == (422, ["assets"], 0)
    assert [words in html for words in ('value="Mine &lt;1&gt;"', "Long story</textarea>")] == [True] * 2
    assert answer.context["form"].type == types[type_]


@pytest.mark.spec("BL-16", "C-02")
def test_where_a_division_has_no_portal_its_tickets_and_types_are_gone(carla, objects, types, south, at_portal):
    ticket = make_ticket(carla, subject="Crane", assets=[objects["crane"]])
    south.has_portal = False
    south.save()
    browser = at_portal(carla.user)

    refused = browser.post(NEW, {"subject": "x", "type": types["everywhere"].pk, "assets": objects["crane"].pk})

    assert (browser.get(f"/tickets/{ticket.pk}/").status_code, refused.status_code) == (404, 422)
    assert offered(browser.get(NEW).content.decode()) == {"Request", "Northern"}
    assert browser.get("/").status_code == 200


@pytest.mark.spec("BL-16")
def test_a_button_of_another_type_narrows_to_the_ticked_object(carla, objects, types, at_portal):
    sent = {"subject": "Mine", "assets": objects["crane"].pk, "other_type": types["everywhere"].pk}

    html = at_portal(carla.user).post(NEW, sent).content.decode()

    assert (offered(html), 'value="Mine"' in html) == ({"Request", "Southern"}, True)


@pytest.mark.spec("BL-16")
def test_with_script_ticking_an_object_narrows_at_once_and_only_where_there_are_several(carla, objects, types, south, at_portal):
    browser = at_portal(carla.user)
    several = browser.get(NEW).content.decode()
    sent = {"subject": "Mine", "assets": objects["crane"].pk, "other_type": types["north"].pk}

    answer = browser.post(NEW, sent, headers={"HX-Request": "true"})
    Asset.objects.update(division=None)
    TicketType.divisions.through.objects.all().delete()
    south.delete()

    assert (several.count('hx-trigger="change"'), browser.get(NEW).content.decode().count('hx-trigger="change"')) == (2, 0)
    assert offered(answer.content.decode()) == {"Request", "Southern"}
    assert re.search(rf'value="{objects["crane"].pk}"[^>]*checked', answer.content.decode())


@pytest.mark.spec("BL-16", "C-01")
def test_at_the_desk_the_object_leads_as_well(ada, kai, objects, types, at_desk):
    browser, typed = at_desk(ada), {"email": kai.email, "subject": "Crane", "body": "x", "acknowledge": "on"}

    of_crane = offered(browser.get(f"{NEW}?asset={objects['crane'].pk}").content.decode())
    refused = browser.post(NEW, typed | {"type": types["north"].pk, "assets": "Crane"})
    made = browser.post(NEW, typed | {"type": types["south"].pk, "assets": "Crane"})

    assert of_crane == {"Request", "Southern"}
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["assets"])
    assert (made.status_code, Ticket.objects.get().division.name) == (302, "South")


@pytest.mark.spec("C-01", "BL-3")
def test_divisions_are_asked_for_only_where_there_are_several(max, kai, at_desk):
    browser, usual = at_desk(max), TicketType.objects.get()
    pages = ["/assets/new/", "/settings/types/new/"]
    one = [">South<" in browser.get(page).content.decode() for page in pages]
    names = ['name="division"', 'name="divisions"']
    hidden = [name in browser.get(page).content.decode() for name, page in zip(names, pages, strict=True)]
    south = Division.objects.create(name="South")

    shown = [name in browser.get(page).content.decode() for name, page in zip(names, pages, strict=True)]
    sent = {"name": "", "kind": "normal", "icon": "inbox", "colour": "grey", "reopen_days": 14, "divisions": [south.pk]}
    refused = browser.post(f"/settings/types/{usual.pk}/", sent)

    assert (one, hidden, shown) == ([False, False], [False, False], [True, True])
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["divisions"])


@pytest.mark.spec("C-03", "C-01")
def test_a_type_is_limited_to_divisions_on_its_page(max, at_desk):
    south = Division.objects.create(name="South")
    sent = {"name": "Southern", "kind": "normal", "icon": "inbox", "colour": "grey", "reopen_days": 14, "is_active": "on"}

    answer = at_desk(max).post("/settings/types/new/", sent | {"divisions": [south.pk], "is_shown_to_customers": "on"})

    made = TicketType.objects.get(name="Southern")
    assert (answer.status_code, list(made.divisions.all()), made.is_shown_to_customers) == (302, [south], True)


@pytest.mark.spec("C-01")
def test_a_ticket_changes_only_into_types_of_its_division(ada, kai, types, south, at_desk):
    ticket = make_ticket(kai)

    html = at_desk(ada).get(f"/tickets/{ticket.pk}/").content.decode()

    assert [f">{name}" in html for name in ("Northern", "Southern")] == [True, False]
