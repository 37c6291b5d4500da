"""Contacts, organisations and objects are lists like those of tickets."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from customers.models import Asset, Contact, Organisation
from lists.models import Habit, View
from tests.making import make_ada, make_contact, make_customer, make_ticket
from tests.worlds import shared
from tickets.actions.closing import close
from tickets.directory import DIRECTORIES
from tickets.models import Ticket

LISTS = ["contacts", "organisations", "assets"]


def make_world():
    ada = make_ada()
    return ada, make_three(ada)


made, world, ada, three = shared(make_world, "ada", "three")


def make_three(ada):
    """A has an open ticket, B a closed one, C none."""
    firms = [Organisation.objects.create(name=name, number=number, phone=f"0{n}") for n, (name, number) in enumerate(
        [("Ärzte A", "20"), ("Bau B", "3"), ("Zimmer C", "")]
    )]  # fmt: skip
    Organisation.objects.filter(pk=firms[1].pk).update(is_partner=True)
    people = [
        make_customer("z@a.example", name="Anna A", organisation=firms[0]),
        make_contact("b@b.example", name="ben B", organisation=firms[1], language="de"),
        make_contact("a@c.example", name="Cem C"),
    ]
    assets = [Asset.objects.create(name=f"{name}", organisation=firm, address=street) for name, firm, street in (
        ("Aufzug A", firms[0], "Weg 1"), ("Öltank B", firms[1], "Allee 2"), ("Zaun C", None, "")
    )]  # fmt: skip
    for person, asset, firm in list(zip(people, assets, firms, strict=True))[:2]:
        ticket = make_ticket(person, assets=[asset])
        type(ticket).objects.filter(pk=ticket.pk).update(organisation=firm)
        if person == people[1]:
            close(ticket, by=ada)
    Contact.objects.filter(pk=people[2].pk).update(phone="5")
    for model in (Contact, Organisation, Asset):
        model.objects.update(created_at=datetime(2026, 1, 1, 12, tzinfo=UTC))
        model.objects.filter(name__endswith=" B").update(created_at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    return firms


def names(browser, kind, query=""):
    answer = browser.get(f"/{kind}/?{query}")
    assert answer.status_code == 200
    return "".join(row.name[-1] for row in answer.context["page"].rows)


@pytest.mark.spec("C-36")
@pytest.mark.parametrize(
    ("kind", "query", "found"),
    [
        ("contacts", "tickets=yes", "A"), ("contacts", "tickets=no", "BC"), ("contacts", "not-tickets=yes", "BC"),
        ("contacts", "portal=yes", "A"), ("contacts", "portal=no", "BC"), ("contacts", "language=de", "B"),
        ("contacts", "organisation={0}", "A"), ("contacts", "organisation=none", "C"), ("contacts", "not-organisation={0}", "BC"),
        ("contacts", "organisation=Bau+B&or-phone=5", "BC"), ("contacts", "email=example&not-name=Anna", "BC"),
        ("contacts", "created_from=2026-01-15", "B"), ("contacts", "q=anna&tickets=no", ""), ("contacts", "q=Bau", "B"),
        ("organisations", "partners=1", "B"), ("organisations", "partners=0&tickets=no", "C"), ("organisations", "number=0", "A"),
        ("organisations", "phone=01&or-tickets=yes", "AB"), ("organisations", "created_to=2026-01-15", "AC"),
        ("assets", "tickets=yes&tickets=no", "ABC"), ("assets", "tickets=yes", "A"), ("assets", "not-tickets=no", "A"),
        ("assets", "organisation={1}", "B"), ("assets", "address=weg&or-organisation=none", "AC"), ("assets", "number=x", ""),
    ],
)  # fmt: skip
def test_every_field_narrows_the_list(three, desk, kind, query, found):
    assert names(desk, kind, query.format(*(firm.pk for firm in three))) == found


@pytest.mark.spec("BR-7", "C-36")
@pytest.mark.parametrize(
    ("kind", "orders"),
    [
        ("contacts", {
            "name": "ABC", "email": "CBA", "phone": "CAB", "organisation": "ABC", "portal": "ABC", "language": "BAC",
            "created_at": "ACB",
        }),
        ("organisations", {"name": "ABC", "number": "ABC", "phone": "ABC", "is_partner": "BAC", "created_at": "ACB"}),
        ("assets", {"name": "ABC", "number": "ABC", "address": "BAC", "organisation": "ABC", "created_at": "ACB"}),
    ],
)  # fmt: skip
def test_every_column_with_an_order_sorts_both_ways(three, desk, kind, orders):
    known = {column.key for column in DIRECTORIES[kind].columns if column.order}

    found = {key: names(desk, kind, f"sort={key}") for key in orders}
    turned = {key: names(desk, kind, f"sort=-{key}")[0] for key in orders}

    assert (found, set(orders)) == (orders, known)
    assert turned["name"] == "C"
    assert turned["created_at"] == "B"
    assert names(desk, kind, "sort=nonsense") == "ABC"


def test_umlauts_and_small_letters_stand_where_one_looks_for_them(acme, desk):
    firms = {"Zorn", "Öl", "Otter", "Oz", "apfel", "Ärger", "Birne", "Straße", "strauch"}
    Organisation.objects.bulk_create(Organisation(name=name) for name in firms)

    found = [row.name for row in desk.get("/organisations/").context["page"].rows if row.name in firms]

    assert found == ["apfel", "Ärger", "Birne", "Öl", "Otter", "Oz", "Straße", "strauch", "Zorn"]


@pytest.mark.parametrize("kind", LISTS)
def test_columns_are_chosen_and_kept_for_each_list(three, desk, kind, at_desk, ben):
    usual = [column.key for column in desk.get(f"/{kind}/").context["columns"]]
    answer = desk.post(f"/{kind}/columns/", {"columns": ["name", "tickets", "x"], "back": "?q=&sort=-name&columns=name"})

    assert answer.url == f"/{kind}/?q=&sort=-name"
    lines = desk.get(f"/{kind}/").context["lines"]
    assert [cells for _row, cells in lines] == [
        [row.name, number] for (row, _cells), number in zip(lines, ["1", "", ""], strict=True)
    ]
    assert [column.key for column in at_desk(ben).get(f"/{kind}/").context["columns"]] == usual
    desk.post(f"/{kind}/columns/", {"usual": "1"})
    assert [column.key for column in desk.get(f"/{kind}/").context["columns"]] == usual
    assert Habit.objects.filter(list=kind).count() == 1


@pytest.mark.spec("CP-11", "C-36")
@pytest.mark.parametrize("kind", LISTS)
def test_a_view_is_saved_counted_and_opened(three, desk, kind):
    form = desk.get(f"/{kind}/?tickets=yes&sort=-name&panel=view").context["view_form"]
    saving = {"name": "Busy", "audience": "personal", "icon": "star", "is_counted": "on", "query": form.initial["query"]}
    answer = desk.post(f"/views/{kind}/", saving)

    view = View.objects.get()
    shown = desk.get(answer.url)
    assert (view.list, answer.url.split("?")[0]) == (kind, f"/{kind}/")
    assert QueryDict(view.query)["tickets"] == "yes"
    assert (shown.context["view"], shown.context["view_is_changed"], shown.context["views"]) == (view, False, [(view, "1")])
    assert desk.get(f"/{kind}/?view={view.pk}").url == answer.url
    other = LISTS[LISTS.index(kind) - 1]
    assert desk.get(f"/{other}/?view={view.pk}").status_code == 404
    assert desk.post(f"/views/{kind}/", {**saving, "name": ""}).status_code == 422


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_taken_along(three, desk, kind):
    answer = desk.get(f"/{kind}/list.csv?sort=-name&columns=name,tickets")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))

    assert rows[0] == ["Name", "Open tickets"]
    assert [(row[0][-1], row[1]) for row in rows[1:]] == [("C", ""), ("B", ""), ("A", "1")]
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{kind}-')


def test_whoever_may_see_no_tickets_is_told_nothing_of_them(three, at_desk, olga):
    olga.roles.set([Role.objects.create(name="Customers", permissions=["customers.manage"])])
    browser = at_desk(olga)

    answer = browser.get("/contacts/?tickets=yes&columns=name,tickets&panel=columns")

    assert names(browser, "contacts", "tickets=yes") == "ABC"
    assert [column.key for column in answer.context["columns"]] == ["name"]
    assert "tickets" not in {column.key for column in answer.context["possible"]}


@pytest.mark.parametrize(
    "query", ["created_from=x", "organisation=Nobody", "portal=x", "language=x", "or-tickets=maybe", "organisation=%00"]
)
def test_what_is_not_understood_is_said_and_harms_nobody(three, desk, query):
    answer = desk.get(f"/contacts/?{query}")

    assert names(desk, "contacts", query) == "ABC"
    assert [chip.value for chip in answer.context["chips"]] in ([], ["not understood"])


def test_a_list_asks_as_often_with_one_row_as_with_fifty_and_views_cost_two_queries_at_most(desk, ada, carla):
    def fill(amount):
        for number in range(amount):
            firm = Organisation.objects.create(name=f"O {amount}-{number}")
            contact = make_contact(f"p{amount}-{number}@kunde.example", name=f"P {number}", organisation=firm)
            make_ticket(contact, assets=[Asset.objects.create(name=f"A {number}", organisation=firm)])

    def asked(kind):
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(f"/{kind}/?columns=all&sort=-created_at&tickets=yes&organisation=none").status_code == 200
        return len(queries)

    Ticket.objects.all().delete()
    fill(1)
    View.objects.bulk_create(
        View(list=kind, name=f"{n}", audience="shared", query="tickets=yes&or-organisation=5")
        for kind in LISTS
        for n in range(30)
    )
    for kind in LISTS:
        asked(kind)
    once = [asked(kind) for kind in LISTS]
    fill(49)

    assert [asked(kind) for kind in LISTS] == once
    assert max(once) <= 14


@pytest.mark.parametrize("kind", LISTS)
def test_pages_follow_each_other(desk, acme, kind):
    model = DIRECTORIES[kind].kind.model
    more = {"email": lambda n: f"{n}@x.example"} if kind == "contacts" else {}
    model.objects.bulk_create(model(name=f"N{n:03}", **{key: value(n) for key, value in more.items()}) for n in range(110))
    seen, link = [], "?"
    while link:
        page = desk.get(f"/{kind}/{link}").context["page"]
        seen += [row.name for row in page.rows]
        link = page.older

    assert [name for name in seen if name.startswith("N")] == [f"N{n:03}" for n in range(110)]
    assert desk.get(f"/{kind}/").context["listing"].amount() == len(seen)
