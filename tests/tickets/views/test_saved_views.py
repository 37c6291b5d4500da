"""A list is kept under a name, for oneself, a team, everybody or customers."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, Team
from lists.choices import ListKind
from lists.models import Habit, Pin, View
from lists.saving import MOST, Sharing, save_view
from tests.making import make_ticket
from tickets import counting
from tickets.actions.closing import close
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.models import Category, CustomField, Ticket

SAVING = {"name": "Heating", "audience": "personal", "icon": "flame", "is_counted": "on"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def forgetful():
    cache.clear()


@pytest.fixture
def heating(carla):
    """One ticket about heating, one about nothing."""
    category = Category.objects.create(name="Heating")
    make_ticket(carla, subject="Cold", category=category)
    make_ticket(carla, subject="Else")
    return category


@pytest.fixture
def team(ada):
    team = Team.objects.create(name="Lifts")
    team.members.add(ada)
    return team


def subjects(answer):
    return sorted(ticket.subject for ticket in answer.context["page"].rows)


def save(browser, query, **more):
    """As the panel on a list's page sends it."""
    form = browser.get(f"/tickets/?{query}&panel=view").context["view_form"]
    return browser.post("/views/tickets/", {**SAVING, **more, "query": form.initial["query"]})


def make(name, query="queue=open", **more):
    return View.objects.create(list="tickets", name=name, query=query, **{"audience": "shared", **more})


def names(browser):
    return [link.label for link in browser.get("/tickets/").context["rail"] if link.view]


@pytest.mark.spec("CP-11", "C-36")
def test_a_list_is_saved_and_its_link_shows_the_same(desk, heating, ada):
    answer = save(desk, f"category={heating.pk}&sort=-subject&closed=1&columns=status,category")

    view = View.objects.get()
    assert (view.name, view.icon, view.owner, view.is_counted) == ("Heating", "flame", ada, True)
    kept = {"queue": "open", "category": str(heating.pk), "closed": "1", "sort": "-subject", "columns": "status,category"}
    assert QueryDict(view.query).dict() == kept
    assert (answer.status_code, answer.url.split("?")[0], QueryDict(answer.url.split("?")[1]).dict()) == (
        302,
        "/tickets/",
        {**kept, "view": str(view.pk)},
    )
    assert desk.get(f"/views/{view.pk}/").url == desk.get(f"/tickets/?view={view.pk}").url == answer.url
    shown = desk.get(answer.url)
    assert (subjects(shown), shown.context["view"], shown.context["view_is_changed"]) == (["Cold"], view, False)
    assert [column.key for column in shown.context["columns"]] == ["status", "category"]


@pytest.mark.spec("CP-11")
def test_a_link_shows_everybody_the_same_whatever_they_like(desk, at_desk, ben, heating):
    Habit.objects.create(user=ben, list="tickets", columns=["team"], sort="oldest", density="compact", shows_closed=True)

    link = desk.get(f"/tickets/?category={heating.pk}").context["link"]
    hers, his = desk.get(link), at_desk(ben).get(link)

    for key in ("page", "columns", "closed_too", "chips"):
        assert hers.context[key] == his.context[key]
    assert hers.context["listing"].sort == his.context["listing"].sort


@pytest.mark.spec("CP-11")
def test_a_changed_view_is_kept_as_it_is_now_or_saved_anew(desk, heating):
    save(desk, f"category={heating.pk}")
    view = View.objects.get()

    changed = desk.get(desk.get(f"/views/{view.pk}/").url + "&urgent=no")
    assert (changed.context["view"], changed.context["view_is_changed"]) == (view, True)
    answer = desk.post(f"/views/{view.pk}/query/", {"query": changed.context["link"].split("?")[1]})

    assert desk.get(answer.url).context["view_is_changed"] is False
    assert QueryDict(View.objects.get().query)["urgent"] == "no"


def test_names_typed_into_a_filter_are_kept_by_key(desk, carla):
    save(desk, "requester=carla@kunde.example&or-not-requester=Carla+Sommer")

    kept = QueryDict(View.objects.get().query)
    assert (kept["requester"], kept["or-not-requester"]) == (str(carla.pk), str(carla.pk))


def test_a_view_is_renamed_and_shared(desk, at_desk, ben, team, heating):
    save(desk, "")
    view = View.objects.get()
    assert names(at_desk(ben)) == []

    desk.post(f"/views/{view.pk}/", {**SAVING, "name": "Ours", "audience": "team", "team": team.pk})
    view.refresh_from_db()
    assert (view.name, view.audience, view.owner, view.team) == ("Ours", "team", None, team)
    assert names(at_desk(ben)) == []
    team.members.add(ben)
    assert names(at_desk(ben)) == ["Ours"]
    assert at_desk(ben).post(f"/views/{view.pk}/removal/", {}).status_code == 302
    assert View.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "name"), ({"name": "x" * 61}, "name"), ({"audience": "shared"}, "audience"),
        ({"audience": "portal"}, "audience"), ({"audience": "x"}, "audience"), ({"audience": "team"}, "team"),
        ({"audience": "team", "team": "99999"}, "team"), ({"icon": "../x"}, "icon"), ({"query": "x" * 4001}, "query"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(desk, team, heating, sent, field):
    answer = desk.post("/views/tickets/", {**SAVING, "query": f"category={heating.pk}", **sent})

    form = answer.context["view_form"]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert form["name"].value() == sent.get("name", "Heating")
    if "query" not in sent:
        assert subjects(answer) == ["Cold"]
    assert View.objects.count() == 0


def test_the_error_page_leads_back_to_the_list(desk, heating):
    assert desk.get("/views/tickets/?category=5&closed=1").url == "/tickets/?category=5&closed=1"
    view = make("All")
    assert desk.get(f"/views/{view.pk}/?sort=due").url == "/tickets/?sort=due"


def test_there_can_be_too_many(desk, ada):
    View.objects.bulk_create(View(list="tickets", name=f"{n}", audience="personal", owner=ada) for n in range(MOST))

    answer = desk.post("/views/tickets/", {**SAVING, "query": "queue=open"})

    assert (answer.status_code, View.objects.count()) == (422, MOST)


@pytest.mark.parametrize(
    ("audience", "allowed"),
    [("shared", "views.share"), ("portal", "portal.manage")],
)
def test_sharing_with_everybody_and_with_customers_are_permissions(desk, ada, audience, allowed):
    view = make("Theirs", audience=audience)
    doors = [f"/views/{view.pk}/{end}" for end in ("", "query/", "place/", "removal/")]

    refused = [desk.post(door, SAVING).status_code for door in doors]
    if allowed == "portal.manage":  # of system administrators only (BL-7)
        ada.roles.add(Role.objects.get(key="administrator"))
    else:
        ada.roles.add(Role.objects.create(name="More", permissions=[allowed]))
    answer = save(desk, "", audience=audience)

    assert refused == [403] * 4
    assert (answer.status_code, View.objects.filter(audience=audience).count()) == (302, 2)
    assert [desk.post(door, {**SAVING, "audience": audience}).status_code for door in doors] == [302] * 4


@pytest.mark.parametrize("end", ["", "query/", "place/", "removal/", "pin/"])
def test_other_peoples_views_do_not_exist(desk, ben, end):
    hers = make("Bens", audience="personal", owner=ben)
    theirs = make("Other team", audience="team", team=Team.objects.create(name="Other"))

    answers = [desk.post(f"/views/{pk}/{end}", SAVING).status_code for pk in (hers.pk, theirs.pk, 4711, 2**70)]

    assert answers == [404] * 4
    assert [desk.get(f"/tickets/?view={pk}").status_code for pk in (hers.pk, theirs.pk, 4711, 10**16)] == [404] * 4
    assert [desk.get(f"/views/{pk}/").status_code for pk in (hers.pk, theirs.pk)] == [404, 404]
    assert desk.get(f"/tickets/?view={hers.pk}&queue=open").context["view"] is None
    assert View.objects.count() == 2


def test_an_address_that_names_no_view_is_a_list(desk, heating):
    for query in ("view=x", "view=-1", "view=%C2%B2", "view=", "view=9999999999999999999999"):
        assert subjects(desk.get(f"/tickets/?{query}")) == ["Cold", "Else"]


def test_a_view_of_another_workspace_does_not_exist(desk, globex):
    with globex:
        theirs = make("Globex")
        View.objects.filter(pk=theirs.pk).update(id=4711)

    assert (desk.get("/views/4711/").status_code, desk.get("/tickets/?view=4711").status_code) == (404, 404)
    assert "Globex" not in names(desk)


def test_whoever_may_see_no_tickets_sees_no_views_of_them(at_desk, olga, ada):
    view = make("All")
    olga.roles.set([Role.objects.create(name="Customers", permissions=["customers.manage"])])

    browser = at_desk(olga)

    assert [browser.get(f"/views/{view.pk}/").status_code, browser.post("/views/tickets/", SAVING).status_code] == [404, 404]


@pytest.mark.spec("BR-6")
def test_views_stand_in_the_rail_in_their_order_until_they_are_taken_off(desk, ada, team, read):
    views = [make(name) for name in ("Two", "One")]
    make("Mine", audience="personal", owner=ada)
    make("Customers", audience="portal")
    make("Team's", audience="team", team=team)
    ada.roles.add(Role.objects.create(name="More", permissions=["views.share"]))
    assert names(desk) == ["Mine", "Team's", "Two", "One"]

    desk.post(f"/views/{views[1].pk}/place/", {"to": "up"})
    answer = desk.post(f"/views/{views[0].pk}/pin/", {"on": "0", "back": "?urgent=no"})

    assert answer.url == "/tickets/?urgent=no"
    assert names(desk) == ["Mine", "Team's", "One"]
    desk.post(f"/views/{views[0].pk}/pin/", {"on": "1"})
    assert (names(desk), Pin.objects.count()) == (["Mine", "Team's", "One", "Two"], 1)
    shelves = desk.get("/tickets/?panel=views").context["shelves"]
    assert [(shelf.label, [view.name for view in shelf.views], shelf.may_change) for shelf in shelves] == [
        ("My views", ["Mine"], True), ("Lifts", ["Team's"], True), ("Everybody's views", ["One", "Two"], True),
        ("In the portal", ["Customers"], False),
    ]  # fmt: skip


@pytest.mark.spec("CP-11")
def test_a_view_whose_field_has_gone_opens_and_says_so(desk, heating):
    field = invent(CustomField(name="Meter", kind=FieldKind.NUMBER))
    view = make(
        "Meters", query=f"queue=open&{field.key}_from=3&category={heating.pk}&sort={field.key}&columns={field.key},status"
    )
    field.is_active = False
    field.save()

    answer = desk.get(f"/views/{view.pk}/", follow=True)

    assert [(chip.label, chip.value) for chip in answer.context["chips"]] == [
        ("Category", "Heating"),
        ("Meter", "no longer there"),
    ]
    assert (subjects(answer), [column.key for column in answer.context["columns"]]) == (["Cold"], ["status"])


def counts(browser, **more):
    return {link.label: link.count for link in browser.get("/tickets/", **more).context["rail"] if link.view}


@pytest.mark.spec("C-36")
def test_beside_a_view_stands_how_many_open_tickets_it_holds(desk, heating, ada, carla):
    close(make_ticket(carla, subject="Done", category=heating), by=ada)
    make("Heating", f"category={heating.pk}&closed=1")
    make("Two ways", f"category={heating.pk}&or-not-category={heating.pk}")
    make("Nobody's", "queue=unassigned&q=Cold")
    make("Mine", "responsible=me")
    make("Uncounted", is_counted=False)
    make("Closed", "queue=closed")
    Ticket.objects.filter(subject="Else").update(responsible=ada)

    assert counts(desk) == {
        "Heating": "1", "Two ways": "2", "Nobody's": "1", "Mine": "1", "Uncounted": None, "Closed": None,
    }  # fmt: skip


def test_what_was_counted_is_kept_for_a_while_and_a_changed_view_counted_anew(desk, heating, carla, monkeypatch):
    view = make("Heating", f"category={heating.pk}")
    first = counts(desk)
    make_ticket(carla, category=heating)
    kept = counts(desk)
    monkeypatch.setattr(counting, "STALE", -1)
    stale = counts(desk)
    monkeypatch.setattr(counting, "STALE", 30)
    desk.post(f"/views/{view.pk}/query/", {"query": "queue=open"})
    View.objects.update(audience="shared")
    Role.objects.update(permissions=["tickets.work", "views.share"])
    desk.post(f"/views/{view.pk}/query/", {"query": "queue=open"})

    assert [each["Heating"] for each in (first, kept, stale, counts(desk))] == ["1", "1", "2", "3"]


def test_counting_ends_at_a_hundred(desk, carla):
    first = make_ticket(carla)
    same = {"type": first.type, "status": first.status, "division": first.division, "requester": carla, "source": "mail"}
    Ticket.objects.bulk_create(Ticket(subject=f"{n}", **same) for n in range(120))
    make("All")

    assert counts(desk) == {"All": "99+"}


@pytest.mark.spec("C-36")
def test_an_agent_with_forty_views_waits_for_twelve_queries(desk, heating, ada, kai, django_assert_max_num_queries):
    number = invent(CustomField(name="Meter", kind=FieldKind.NUMBER))
    for n in range(40):
        make(f"{n}", f"category={heating.pk}&responsible={ada.pk}&requester={kai.pk}&{number.key}_from={n}&tags=x&or-urgent=yes")
    desk.get("/settings/")

    for _ in range(4):
        with django_assert_max_num_queries(12):
            answer = desk.get("/tickets/", headers=HTMX)
    assert len([link for link in answer.context["rail"] if link.view]) == 40
    with CaptureQueriesContext(connection) as asked:
        desk.get("/tickets/")
    assert len(asked) <= 12
    assert len(cache.get(f"views:{ada.pk}")) == 40


def test_whoever_has_very_many_views_still_reaches_what_lies_below_them(ada, desk):
    for number in range(40):
        save_view(ListKind.TICKETS, "priority=1", by=ada, sharing=Sharing(), name=f"View {number:02}", icon="flame")
    last = View.objects.get(name="View 39")

    page = desk.get("/tickets/").content.decode()
    here = desk.get(f"/views/{last.pk}/", follow=True).content.decode()

    shown, folded = page[: page.index('<details class="rail-more">')], page[page.index('<details class="rail-more">') :]
    assert ("View 09" in shown, "View 10" in shown, "View 10" in folded, "30 more" in folded) == (True, False, True, True)
    assert (page.count("<h2>My views</h2>"), '<details class="rail-more" open>' in here) == (1, True)
