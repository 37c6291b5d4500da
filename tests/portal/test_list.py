"""A customer's tickets are a list like that of staff: search, sort, filter, views; of what they see of a ticket."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from customers.models import Asset
from lists.models import Habit, View
from tests.making import make_ada, make_carla, make_customer, make_sam, make_ticket
from tests.worlds import shared
from tickets.actions.closing import close
from tickets.actions.inventing import invent
from tickets.choices import FieldKind
from tickets.models import Category, CustomField, Priority, Severity, Status, Ticket, TicketType, TypeField


@pytest.fixture
def browser(at_portal, carla):
    return at_portal(carla.user)


def subjects(browser, query=""):
    answer = browser.get(f"/?{query}")
    assert answer.status_code == 200
    tickets = answer.context["tickets"]
    return "".join(ticket.subject for ticket in [*tickets.awaiting, *tickets.page.rows])


def make_world():
    carla, ada, sam = make_carla(), make_ada(), make_sam()
    return carla, ada, sam, make_three(carla, ada, sam)


made, world, carla, ada, sam, three = shared(make_world, "carla", "ada", "sam", "three")


def make_three(carla, ada, sam):
    """A is new, B waits for her, C is closed; Sam's has everything she must not hear of."""
    lift, cellar, secret = (Category.objects.create(name=name) for name in ("Lift", "Cellar", "Secret"))
    assets = [Asset.objects.create(name=name) for name in ("Aufzug", "Tresor")]
    made = [make_ticket(carla, subject=subject) for subject in "ABC"]
    make_ticket(sam, subject="S", category=secret, assets=[assets[1]])
    made[0].assets.add(assets[0])
    waiting = Status.objects.get(category="waiting_customer")
    Ticket.objects.filter(pk=made[0].pk).update(category=cellar, severity=Severity.objects.create(name="Bad"))
    Ticket.objects.filter(pk=made[1].pk).update(category=lift, status=waiting, priority=Priority.objects.get(level=3))
    close(made[2], by=ada)
    for days, ticket in enumerate(made):
        Ticket.objects.filter(pk=ticket.pk).update(
            opened_at=datetime(2026, 3, 3 - days, 12, tzinfo=UTC), last_activity_at=timezone.now() - timedelta(hours=days)
        )
    return {"lift": lift, "cellar": cellar, "secret": secret, "assets": assets}


@pytest.mark.spec("RB-11", "BR-7", "C-36")
def test_the_list_is_sorted_by_any_header(three, browser):
    orders = {
        "pk": "ABC", "-pk": "CBA", "subject": "ABC", "-subject": "CBA", "opened_at": "CBA", "activity": "ABC",
        "category": "BAC", "status": "ABC", "-status": "CBA", "nonsense": "ABC",
    }  # fmt: skip

    assert {sort: subjects(browser, f"closed=1&sort={sort}") for sort in orders} == orders
    headings = {each.key: (each.link, each.state) for each in browser.get("/?sort=subject").context["headings"]}
    assert headings["subject"] == ("?sort=-subject", "ascending")


@pytest.mark.spec("RB-11", "C-36")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=in_progress", "A"), ("status=answer_expected", "B"), ("status=closed", "C"), ("not-status=closed", "AB"),
        ("status=new", "A"), ("status=waiting_customer&closed=1", "B"), ("category={lift}", "B"), ("category=none&closed=1", "C"),
        ("not-category={lift}", "A"), ("asset={asset}", "A"), ("asset=none", "B"), ("opened_from=2026-03-03", "A"),
        ("category={lift}&or-status=closed", "BC"), ("closed_on=today", "C"), ("q=It+burns&category={lift}", "B"),
        ("only=awaiting", "B"), ("only=awaiting&category={cellar}", ""),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_what_she_sees(three, browser, query, found):
    keys = {name: row.pk for name, row in three.items() if name != "assets"}

    assert subjects(browser, query.format(**keys, asset=three["assets"][0].pk)) == found


@pytest.mark.spec("C-09", "RB-15")
def test_what_she_does_not_see_is_no_filter_no_order_and_no_column(three, browser, carla):
    secret = invent(CustomField(name="Rating", kind=FieldKind.TEXT))
    shown = invent(CustomField(name="Floor", kind=FieldKind.NUMBER, portal="read"))
    Ticket.objects.filter(subject="A").update(custom={str(secret.pk): "bad", str(shown.pk): "3"})
    Ticket.objects.filter(subject="B").update(custom={str(secret.pk): "a", str(shown.pk): "12"})

    answer = browser.get("/?panel=columns&closed=1")
    facets = {facet.key for _group, facets in answer.context["groups"] for facet in facets}
    columns = {column.key for column in answer.context["possible"]}

    hidden = {"responsible", "team", "tags", "source", "requester", "priority", "severity", "due", secret.key}
    assert (facets & hidden, columns & {*hidden, "due_at"}) == (set(), set())
    assert {"status", "category", "asset", "opened", shown.key} <= facets
    asked = [f"{secret.key}=bad", "responsible=none", "team=none", "priority=none", "severity=none", f"not-{secret.key}=bad"]
    assert [subjects(browser, f"{query}&closed=1") for query in asked] == ["BAC"] * 6
    assert [chip for query in asked for chip in browser.get(f"/?{query}").context["chips"]] == []
    assert subjects(browser, f"sort={secret.key}") == subjects(browser, "sort=activity")
    assert (subjects(browser, f"sort={shown.key}"), subjects(browser, f"{shown.key}_from=10")) == ("ABC", "B")


@pytest.mark.spec("C-09")
def test_a_type_that_hides_a_field_from_customers_is_never_found_by_it(three, browser):
    field = invent(CustomField(name="Floor", kind=FieldKind.NUMBER, portal="read"))
    fault = TicketType.objects.create(name="Fault")
    TypeField.objects.create(type=fault, custom=field, staff="write", portal="hidden")
    Ticket.objects.filter(subject__in="AB").update(custom={str(field.pk): "3"})
    Ticket.objects.filter(subject="A").update(type=fault)

    assert (subjects(browser, f"{field.key}_from=1"), subjects(browser, f"not-{field.key}_from=9")) == ("B", "B")
    cells = browser.get(f"/?sort=pk&columns={field.key}").context["lines"]
    assert [(line.ticket.subject, line.cells) for line in cells] == [("A", [("Floor", "")]), ("B", [("Floor", "3")])]


def test_only_what_stands_on_her_own_tickets_can_be_chosen(three, browser):
    def offered(key):
        return [str(label) for _key, label in browser.get(f"/?filter={key}").context["editor"].field.field.choices]

    assert (offered("category"), offered("asset")) == (["Cellar", "Lift", "Not specified"], ["Aufzug", "Not specified"])
    assert subjects(browser, f"category={three['secret'].pk}") == "BA"


@pytest.mark.spec("RB-19", "C-05")
def test_statuses_bear_their_portal_names_and_no_others(three, browser):
    Status.objects.filter(category="new").update(portal_label="We are on it", name="Triage")
    Status.objects.create(category="waiting_internal", name="Waiting for boss", portal_label="We are on it", position=9)
    new = Status.objects.get(category="new")

    answer = browser.get(f"/?status={new.pk}&columns=status")

    field = browser.get("/?filter=status").context["editor"].field.field
    assert [str(label) for _key, label in field.choices] == [
        "We are on it",
        "In progress",
        "Answer expected",
        "Closed",
        "Postponed",
    ]
    assert [(chip.label, chip.value) for chip in answer.context["chips"]] == [("Status", "We are on it")]
    assert [line.cells for line in answer.context["lines"]] == [[("Status", "We are on it")]]
    assert b"Triage" not in answer.content + browser.get("/?columns=all&closed=1").content


@pytest.mark.spec("C-35", "T24-58")
def test_closed_ones_are_hidden_until_asked_for_and_the_choice_stays_with_her(three, browser, at_portal, carla, sam):
    before = subjects(browser)
    browser.get("/?closed=1")
    later = at_portal(carla.user)

    assert (before, subjects(later), subjects(at_portal(sam.user))) == ("BA", "BAC", "S")
    counts = later.get("/").context["tickets"].counts
    assert (counts.awaiting, counts.open, counts.closed) == (1, 2, 1)
    later.post("/habits/", {"closed": "0", "back": "?category=none"})
    assert subjects(at_portal(carla.user)) == "BA"
    assert [habit.list for habit in Habit.objects.all()] == ["portal"]


def test_order_density_and_columns_stay_with_her_too(three, browser):
    back = browser.post("/habits/", {"sort": "-subject", "density": "compact", "back": "?category=none&sort=pk&panel=columns"})
    browser.post("/habits/", {"chooses": "columns", "columns": ["category", "responsible"]})

    tickets = browser.get("/?closed=1").context["tickets"]
    assert back.url == "/?category=none"
    assert ([ticket.subject for ticket in tickets.page.rows], tickets.density) == (["C", "A"], "compact")
    assert [column.key for column in tickets.columns] == ["category"]


@pytest.mark.spec("RB-11", "BR-6", "CP-11")
def test_staff_offer_views_and_she_chooses_one(three, browser, at_desk, ada):
    ada.roles.add(Role.objects.get(key="administrator"))
    desk = at_desk(ada)
    saving = {"name": "About lifts", "audience": "portal", "icon": "star", "is_counted": "on"}
    desk.post("/views/tickets/", {**saving, "query": f"queue=open&category={three['lift'].pk}&closed=1&sort=-subject"})
    view = View.objects.get()

    [offer] = browser.get("/").context["views"]
    answer = browser.get(f"/views/{view.pk}/")

    assert (offer.view, offer.count) == (view, 1)
    assert answer.url == browser.get(f"/?view={view.pk}").url
    assert subjects(browser, answer.url.split("?")[1]) == "B"
    assert browser.get(answer.url).context["view"] == view
    assert Habit.objects.count() == 0


@pytest.mark.parametrize("query", ["queue=mine", "responsible=none", "or-tags=x&category=none", "not-priority=none"])
def test_a_view_customers_could_not_understand_is_not_offered(three, at_desk, ada, query):
    ada.roles.add(Role.objects.get(key="administrator"))
    saving = {"name": "X", "audience": "portal", "icon": "star", "query": query}

    answer = at_desk(ada).post("/views/tickets/", saving)

    assert (answer.status_code, list(answer.context["view_form"].errors), View.objects.count()) == (422, ["audience"], 0)


def test_views_of_staff_do_not_exist_for_customers(three, browser, ada, globex):
    views = [
        View.objects.create(list="tickets", name="Shared", audience="shared", query="queue=open"),
        View.objects.create(list="tickets", name="Hers", audience="personal", owner=ada, query="queue=open"),
    ]
    with globex:
        View.objects.bulk_create([View(pk=4711, list="tickets", name="Theirs", audience="portal")])

    for pk in (*(view.pk for view in views), 4711, 10**16):
        assert [browser.get(path).status_code for path in (f"/views/{pk}/", f"/?view={pk}")] == [404, 404]
    assert browser.get("/").context["views"] == []
    assert browser.get(f"/?view={views[0].pk}&closed=0").context["view"] is None


@pytest.mark.parametrize(
    "query", ["status=x", "category=999999", "category=%00", "opened_from=x", "asset=-1", "sort=%00", "columns=x,,y", "view=x"]
)
def test_nonsense_is_said_and_harms_nobody(three, browser, query):
    assert subjects(browser, query) in ("BA", "AB")


def test_the_page_asks_as_often_with_one_ticket_as_with_fifty(at_portal, three, ada):
    dora, lift = make_customer("dora@kunde.example", name="Dora Neu"), three["lift"]
    browser = at_portal(dora.user)
    make_ticket(dora, category=lift, responsible=ada)
    View.objects.bulk_create(
        View(list="tickets", name=f"{n}", audience="portal", query=f"category={lift.pk}&or-status=new") for n in range(10)
    )

    def asked(query):
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/?{query}")
        return len(queries)

    asked("")
    once = [asked(query) for query in ("", f"category={lift.pk}&sort=subject&columns=category,status")]
    for _ in range(49):
        make_ticket(dora, category=lift, responsible=ada)

    assert [asked(query) for query in ("", f"category={lift.pk}&sort=subject&columns=category,status")] == once
    assert max(once) <= 15
